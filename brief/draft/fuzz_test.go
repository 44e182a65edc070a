package draft

import "testing"

func FuzzCheckText(f *testing.F) {
	for _, s := range []string{
		"2019年，全市高新技术企业达到2500家，较上年净增500家、增长25.0%，居15个副省级城市第4位。",
		"研发投入强度由2018年的2.60%升至2.70%，近三年年均提高0.1个百分点。", "三次产业结构为2.6∶35.6∶61.8。", "力争到2021年突破4000家；下降1.5倍，翻两番。",
	} {
		f.Add(s)
	}
	o := options(f)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := Check(File{"稿.txt", []byte(s)}, nil, o)
		if err != nil {
			return
		}
		for _, m := range r.Remarks {
			if m.Where.Start < 0 || m.Where.End < m.Where.Start || m.Message.Zh == "" || m.Message.En == "" {
				t.Errorf("%+v", m)
			}
		}
	})
}
