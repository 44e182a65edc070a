package propose

import (
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

type hedgeWord struct {
	word  string
	hedge diagnose.Hedge
	not   []string // the word doesn't count after these
}

// hedgesBefore are the words before a number that bend it; a word stands
// before the shorter ones that it ends in.
var hedgesBefore = []hedgeWord{
	{"尚未达到", diagnose.LessThan, nil}, {"没有达到", diagnose.LessThan, nil}, {"没有达", diagnose.LessThan, nil}, {"未达到", diagnose.LessThan, nil}, {"未能达到", diagnose.LessThan, nil}, {"达不到", diagnose.LessThan, nil}, {"没达到", diagnose.LessThan, nil},
	{"尚未突破", diagnose.LessThan, nil}, {"没有突破", diagnose.LessThan, nil}, {"未突破", diagnose.LessThan, nil}, {"未能突破", diagnose.LessThan, nil},
	{"尚未超过", diagnose.AtMost, nil}, {"没有超过", diagnose.AtMost, nil}, {"未超过", diagnose.AtMost, nil},
	{"历史性突破", diagnose.Over, nil},
	{"控制在", diagnose.AtMost, nil},
	{"不低于", diagnose.AtLeast, nil}, {"不少于", diagnose.AtLeast, nil}, {"不小于", diagnose.AtLeast, nil},
	{"不超过", diagnose.AtMost, nil}, {"不高于", diagnose.AtMost, nil}, {"不多于", diagnose.AtMost, nil}, {"不大于", diagnose.AtMost, nil},
	{"将近", diagnose.Near, nil}, {"接近", diagnose.Near, nil}, {"逼近", diagnose.Near, nil}, {"临近", diagnose.Near, nil},
	{"突破", diagnose.Over, nil}, {"超过", diagnose.Over, nil}, {"超出", diagnose.Over, nil}, {"跨越", diagnose.Over, nil}, {"超越", diagnose.Over, nil}, {"跨过", diagnose.Over, nil}, {"冲破", diagnose.Over, nil},
	{"大于", diagnose.Over, nil}, {"高于", diagnose.Over, nil}, {"多于", diagnose.Over, nil},
	{"小于", diagnose.LessThan, nil}, {"低于", diagnose.LessThan, nil}, {"少于", diagnose.LessThan, nil},
	{"约为", diagnose.OrSo, nil}, {"大约", diagnose.OrSo, nil}, {"大概", diagnose.OrSo, nil}, {"大致", diagnose.OrSo, nil}, {"约占", "", nil}, {"大体", diagnose.OrSo, nil},
	{"不足", diagnose.LessThan, nil}, {"不到", diagnose.LessThan, nil}, {"未到", diagnose.LessThan, nil}, {"不满", diagnose.LessThan, nil}, {"未达", diagnose.LessThan, nil},
	{"至少", diagnose.AtLeast, nil}, {"最少", diagnose.AtLeast, nil}, {"至多", diagnose.AtMost, nil}, {"最多", diagnose.AtMost, nil},
	{"近", diagnose.Near, []string{"最", "附", "邻", "新", "就", "亲", "相", "远", "临"}},
	{"超", diagnose.Over, []string{"高", "反"}}, {"逾", diagnose.Over, nil}, {"跌破", diagnose.LessThan, nil}, {"破", diagnose.Over, []string{"打", "爆", "侦"}},
	{"过", diagnose.Over, []string{"通", "经", "不", "胜", "渡", "路", "来"}},
	{"约", diagnose.OrSo, []string{"节", "集", "制", "条", "契", "签", "履", "大", "合", "简", "公", "预"}},
}

// hedgesAfter are the words behind a number that bend it.
var hedgesAfter = []hedgeWord{
	{"左右", diagnose.OrSo, nil}, {"上下", diagnose.OrSo, nil},
	{"及以上", diagnose.AtLeast, nil}, {"以上", diagnose.AtLeast, nil}, {"之上", diagnose.AtLeast, nil},
	{"及以下", diagnose.AtMost, nil}, {"以下", diagnose.AtMost, nil}, {"以内", diagnose.AtMost, nil}, {"之内", diagnose.AtMost, nil},
	{"有余", diagnose.AndMore, nil}, {"开外", diagnose.Over, nil}, {"余", diagnose.AndMore, nil}, {"多", diagnose.AndMore, nil},
}

// bend widens a value by the hedges around it. floor is the end of the number
// before it. A hedge on both sides: the one in front counts (不足…以上 never
// occurs; 约…左右 means the same twice).
func bend(n *Number, s string, floor int) {
	if n.Kind != ValueNumber {
		return
	}
	for _, h := range hedgesAfter {
		if !strings.HasPrefix(s[n.e:], h.word) || h.word == "多" && !loneMore(s[n.e:]) {
			continue
		}
		if h.word == "余" && runeAfter(s, n.e+len(h.word)) == '额' {
			continue
		}
		n.e += len(h.word)
		n.setHedge(h)
		break
	}
	for _, h := range hedgesBefore {
		if h.hedge == "" || !strings.HasSuffix(s[floor:n.s], h.word) {
			continue
		}
		if _, blocked := endsAny(s[floor:n.s-len(h.word)], h.not); blocked {
			continue
		}
		n.s -= len(h.word)
		n.setHedge(h)
		break
	}
}

// loneMore: 30%多 is more than 30 %, 30家多数 is something else.
func loneMore(rest string) bool {
	r := runeAfter(rest, len("多"))
	return r == 0 || strings.ContainsRune("，,。；;、)）", r)
}

func (n *Number) setHedge(h hedgeWord) {
	// 近七成: Near bends the tenths; 约六成 stays tenths, they are rough anyway.
	if n.Hedge == diagnose.Tenths && h.hedge == diagnose.OrSo {
		return
	}
	n.Hedge, n.Word = h.hedge, h.word
}
