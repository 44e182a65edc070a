package data

import (
	"errors"
	"testing"
	"time"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// FuzzFacts holds that any bytes give facts or located bilingual errors.
func FuzzFacts(f *testing.F) {
	f.Add([]byte("place,indicator,period,value,unit,status,definition,source,cell,note\n武汉,gdp,2018,1,亿元,final,,s1,,\n"))
	f.Add([]byte("\xef\xbb\xbfplace,indicator,period,value\n武汉,gdp,2018,\"1\n2\"\n,,,\n"))
	f.Add([]byte("place\tindicator\tperiod\tvalue\n武汉\tgdp\t2018-13\tNaN\n"))
	f.Add([]byte{0xff, 0xfe, 'p', 0})
	indicators := catalog.NewIndicators()
	f.Fuzz(func(t *testing.T, raw []byte) {
		slow := time.AfterFunc(5*time.Second, func() { panic("still reading after 5 s") })
		defer slow.Stop()
		list, err := readFacts("facts.csv", raw, indicators, nil)
		for _, x := range list {
			if x.value.Period == "" || x.value.Indicator == "" || x.value.Origin.Cell == "" {
				t.Fatalf("%+v", x)
			}
		}
		if err == nil {
			return
		}
		var e *city.Error
		if !errors.As(err, &e) || e.Code == "" || e.Message.Zh == "" || e.Message.En == "" || e.File == "" {
			t.Fatalf("%#v", err)
		}
	})
}
