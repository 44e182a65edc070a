// Package outcome judges claims of type effect 成效: that a measure changed
// something ("创新型城市试点显著提升了高新技术企业数量"). It joins the claim as
// diagnose has it with the specifications of the study as evaluate ran them;
// study hands it to diagnose.Bench.Later.
//
//  1. panel: the observations of a study as the table of a specification.
//  2. usable: whether there is a comparison that could be used; without one the
//     effect is not yet evaluated 尚未开展成效评估.
//  3. measure: estimate, interval, the design's own test, and what speaks
//     against them, alike for all designs.
//  4. verdict: the rule of explain effect; several specifications of one claim
//     are joined.
//  5. words, exhibits.
package outcome
