package diagnose

import "github.com/quanyu/quanyu/city"

// judgeClusterShare asks for the data of a claim about what clusters are used for,
// where no stage has an inventory of them.
func judgeClusterShare(c Claim, b *Bench) Result {
	r := judgeExists(c, b)
	r.Rule = ClusterShareRule
	if r.Verdict == Undecidable {
		r.Decide = say("需要片区清查表（land.yaml 的 clusters）：每个片区的面积、用于创新的面积、调查的面积和日期、来源。",
			"Needed: an inventory of clusters (clusters of land.yaml): the area of each, how much serves innovation, how much was surveyed and when, and the source.")
	}
	return r
}

// ClusterShareRule is the rule in one sentence.
var ClusterShareRule = say("按片区清查表，分别看面积和个数；没有调查的部分两头都算过，结论不变才判定",
	"by the inventory of clusters, by area and by number; decided where what was not surveyed could not change it")

// clusterShareText is the rule as explain prints it.
func clusterShareText() city.Text {
	return say(`“30多个片区，真正用于创新的只是少数”有两种读法：用于创新的面积不到一半；一半以上用于创新的片区不到一半。按课题的片区清查表
（land.yaml 的 clusters）判：没有调查的部分先全算作不用于创新，再全算作用于创新，两头结论一致的读法才算成立或不成立。
两种读法都成立为依据充分，都不成立为与数据不符，只成立一种为限定后可用，其余为依据不足。清查的片区比句中说的少，少的那些按没有调查算；
最早的调查已过三年、句中的个数与清查的不同的，至多限定后可用；“极少数”“个别”要不到一成。D级来源不作依据。`,
		`"Of 30-odd clusters only a few really serve innovation" has two readings: less than half of the area does; less than half of the clusters
do with half of their area or more. By the study's inventory (clusters of land.yaml) what was not surveyed is first taken to serve
nothing of the kind and then to serve it all; a reading holds or fails where both agree. Supported if both readings hold, not supported
if both fail, usable when qualified if one holds, else undecidable. Clusters that the sentence counts and the inventory lacks are not
surveyed; a survey older than three years, or another number of clusters, qualifies; very few is less than a tenth. Grade D is no evidence.`)
}
