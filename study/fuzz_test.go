package study

import (
	"errors"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// FuzzSentences holds that any claims.txt gives sentences with their lines, or
// a located bilingual error.
func FuzzSentences(f *testing.F) {
	f.Add([]byte("# 注\nrd-low: 研发投入强度不高\r\n\xef\xbb\xbf2018年高新技术企业3536家。\n"))
	f.Add([]byte("\xd1\xd0\xb7\xa2\xcd\xb6\xc8\xeb\xc7\xbf\xb6\xc8\xb2\xbb\xb8\xdf\n"))
	f.Add([]byte("\xff\xfea\x00\n\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := SentencesOf("claims.txt", raw)
		if err == nil {
			err = checkSentences(list)
		}
		for _, s := range list {
			if s.Text == "" || s.Where.Line < 1 || s.Where.File != "claims.txt" {
				t.Fatalf("%+v", s)
			}
		}
		located(t, err)
	})
}

// FuzzLedger holds the same of a ledger that was edited by hand.
func FuzzLedger(f *testing.F) {
	f.Add([]byte("claims:\n- id: a\n  sentence: 研发投入强度不高\n  type: level\n  figure: 26.0\n  period: \"2018\"\n"))
	f.Add([]byte("claims:\n- {id: a, type: rank}\n- {id: a, type: rank}\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 10_000 {
			located(t, readLedger(raw, new(ledgerFile)))
		}
	})
}

func located(t *testing.T, err error) {
	t.Helper()
	var e *city.Error
	if err != nil && (!errors.As(err, &e) || e.Code == "" || e.Message.Zh == "" || e.Message.En == "" || e.File == "") {
		t.Fatalf("%#v", err)
	}
}
