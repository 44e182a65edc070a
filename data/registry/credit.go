package registry

import "strings"

// The digits of a unified social credit code (GB 32100-2015): no I, O, S, V, Z.
const creditDigits = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditValue = func() (v [256]int8) {
	for i := range v {
		v[i] = int8(strings.IndexByte(creditDigits, byte(i)))
	}
	return v
}()

// creditWeights are 3^(i-1) mod 31.
var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// CreditCheck gives the check digit of the first 17 digits of a unified social
// credit code (GB 32100-2015: mod 31). ok is false where they are none.
func CreditCheck(first17 string) (digit byte, ok bool) {
	if len(first17) < 17 {
		return 0, false
	}
	sum := 0
	for i, w := range creditWeights {
		v := creditValue[first17[i]]
		if v < 0 {
			return 0, false
		}
		sum += int(v) * w
	}
	return creditDigits[(31-sum%31)%31], true
}

// CreditCode reports whether s is a unified social credit code with its check
// digit right.
func CreditCode(s string) bool {
	if len(s) != 18 {
		return false
	}
	digit, ok := CreditCheck(s)
	return ok && digit == s[17]
}

// rounded reports whether a code went through a spreadsheet's numbers, which
// have 15 digits: 9.1420100E+17, or 914201001234567000.
func rounded(s string) bool {
	if len(s) == 18 && s[0] != '0' && strings.HasSuffix(s, "000") && strings.Trim(s, "0123456789") == "" {
		return !CreditCode(s)
	}
	digits, power, e := strings.Cut(s, "E+")
	return e && power == "17" && strings.Trim(digits, "0123456789.") == ""
}

// orgWeights are those of GB 11714-1997.
var orgWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// OrgCheck gives the check digit of the eight digits of an organisation code
// (GB 11714-1997: mod 11), which stand in places 9 to 16 of a credit code.
func OrgCheck(eight string) byte {
	sum := 0
	for i, w := range orgWeights {
		v := int(eight[i] - '0')
		if eight[i] >= 'A' {
			v = int(eight[i]-'A') + 10
		}
		sum += v * w
	}
	return "0123456789X"[(11-sum%11)%11]
}
