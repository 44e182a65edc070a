// Package evaluate 评估: what a specification asks of the engines in method, on
// a bare table: it reads the table as a panel, calls the engine, and says every
// fault of the data in both languages with its cell. This version estimates
// panel thresholds 门槛回归.
package evaluate
