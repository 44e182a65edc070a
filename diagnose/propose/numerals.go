package propose

import (
	"strings"

	"github.com/shopspring/decimal"
)

var hanDigits = map[rune]int64{'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9}

const hanNumeral = `[〇零○一二两三四五六七八九十百千]+(?:点[〇零一二三四五六七八九]+)?`

// hanValue reads a Chinese numeral below 10,000, with decimals after 点:
// 十二, 一百零五, 两千, 三点五, 二〇一八. ok is false where it is no number.
func hanValue(s string) (v decimal.Decimal, ok bool) {
	whole, frac, dotted := strings.Cut(s, "点")
	n, ok := hanInteger(whole)
	if !ok {
		return v, false
	}
	v = decimal.NewFromInt(n)
	if !dotted {
		return v, true
	}
	digits := ""
	for _, r := range frac {
		d, known := hanDigits[r]
		if !known {
			return v, false
		}
		digits += string(rune('0' + d))
	}
	if digits == "" || len(digits) > 9 {
		return v, false
	}
	f, err := decimal.NewFromString("0." + digits)
	return v.Add(f), err == nil
}

// hanInteger reads 一百二十三 by place and 二〇一八 digit by digit.
func hanInteger(s string) (int64, bool) {
	if s == "" {
		return 0, false
	}
	if !strings.ContainsAny(s, "十百千") {
		n, count := int64(0), 0
		for _, r := range s {
			d, ok := hanDigits[r]
			if !ok || count > 8 {
				return 0, false
			}
			n, count = n*10+d, count+1
		}
		return n, true
	}
	total, digit, seen, last := int64(0), int64(0), false, int64(10000)
	for _, r := range s {
		place := map[rune]int64{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case place == 0:
			d, ok := hanDigits[r]
			if !ok || seen && digit != 0 {
				return 0, false
			}
			digit, seen = d, true
		case place >= last:
			return 0, false
		default:
			if !seen {
				digit = 1
			}
			total, digit, seen, last = total+digit*place, 0, false, place
		}
	}
	return total + digit, true
}
