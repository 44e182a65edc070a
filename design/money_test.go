package design

import (
	"encoding/json"
	"testing"
)

func TestMoney(t *testing.T) {
	for _, x := range []struct {
		fen          Money
		yuan, zh, en string
	}{
		{0, "0", "0元", "0 yuan"}, {15000000, "150000", "15万元", "150,000 yuan"}, {75000025, "750000.25", "75万元", "750,000 yuan"},
		{27420000000, "274200000", "2.742亿元", "274,200,000 yuan"}, {-50, "-0.5", "-0.5元", "-0.5 yuan"}, {-123456789012, "-1234567890.12", "-12.3457亿元", "-1,234,567,890 yuan"},
	} {
		raw, err := json.Marshal(x.fen)
		if err != nil || string(raw) != x.yuan || x.fen.Text("zh") != x.zh || x.fen.Text("en") != x.en {
			t.Errorf("%d fen: %s %s %s %v", x.fen, raw, x.fen.Text("zh"), x.fen.Text("en"), err)
		}
		var back Money
		if err := json.Unmarshal(raw, &back); err != nil || back != x.fen {
			t.Errorf("%s is read as %d, %v", raw, back, err)
		}
	}
	for text, want := range map[string]Money{"5亿元": 50000000000, "300 万元": 300000000, "12345.67": 1234567, "1,000元": 100000, "-1元": -100, "０.5亿元": 5000000000} {
		if m, ok := ParseMoney(text); !ok || m != want {
			t.Errorf("%s: %d, %v", text, m, ok)
		}
	}
	for _, text := range []string{"", "元", "很多", "5%", "3人", "NaN", "1e9", "9999999999999999亿元"} {
		if m, ok := ParseMoney(text); ok {
			t.Errorf("%q is read as %d", text, m)
		}
	}
}
