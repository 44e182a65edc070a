package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

var keyOut = strings.NewReplacer("(", "", ")", "", "[", "", "]", "", "【", "", "】", "", "《", "", "》", "", "的", "", "、", "", ",", "", "/", "")

// labelKey is what two spellings of one label have in common: width, case,
// spaces, quotation marks, brackets and the word 的 do not matter.
func labelKey(s string) string { return research(keyOut.Replace(foldName(s))) }

const labelMarks = "*#※△▲★☆◆●○+-—:;,。、†‡ "

var (
	numbering = []*regexp.Regexp{
		regexp.MustCompile(`^\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.、)]\s*([^0-9.、)].*)$`),
		regexp.MustCompile(`^[0-9]{1,3}\s+([^0-9\s].*)$`),
		regexp.MustCompile(`^\(?[一二三四五六七八九十]{1,3}[、.)]\s*(.+)$`),
		regexp.MustCompile(`^[①-⑳⑴-⒇㈠-㈩Ⅰ-Ⅻ][、.]?\s*(.+)$`),
		regexp.MustCompile(`^[#\-—]*其中[:,、]?\s*(.+)$`),
	}
	bracketed = regexp.MustCompile(`[(\[【]([^()\[\]【】]*)[)\]】]`)
	spaces    = regexp.MustCompile(`\s+`)
)

// stripLabel takes numbering, marks and 其中 off a printed label.
func stripLabel(s string) string {
	s = strings.TrimSpace(spaces.ReplaceAllString(narrow(s), " "))
	for range 4 {
		before := s
		for _, form := range numbering {
			if m := form.FindStringSubmatch(s); m != nil {
				s = m[1]
			}
		}
		s = strings.TrimRight(strings.Trim(s, labelMarks), "①②③④⑤⑥⑦⑧⑨⑩¹²³ ")
		if s == before {
			break
		}
	}
	return s
}

// tighten takes out the spaces that a label does not need: all but those
// between two Latin words.
func tighten(s string) string {
	latin := func(r rune) bool { return r < 0x80 && r != ' ' }
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		if r == ' ' && !(i > 0 && i+1 < len(runes) && latin(runes[i-1]) && latin(runes[i+1])) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unitLike reports whether words are a unit of measure.
func unitLike(s string) bool {
	s = strings.TrimPrefix(strings.ReplaceAll(strings.TrimSpace(s), " ", ""), "单位:")
	if s == "" {
		return false
	}
	if _, ok := city.ParseUnit(s); ok {
		return true
	}
	return otherUnit.MatchString(s)
}

// otherUnit matches units beside those of package city.
var otherUnit = regexp.MustCompile(`^(?:万|亿|千|百|十)*(?:双|块|面|把|支|副|片|枚|盒|卷|桶|袋|根|顶|瓶|箱|组|具|打|筒|床|部|艘|架|轴|锭|芯公里|千升|米|重量箱|标方|张|处|标箱|标准箱|TEU|人次|户次|架次|对|套|本|种|条|株|头|匹|瓦|千瓦|兆瓦|公顷|升|微克/立方米|毫克/立方米|人/平方公里|件/万人|人/万人|元/亩|千元|吨/元|吨标准煤/元|标准煤)(?:/(?:万|亿|千)?(?:元|人|亩|平方公里|户))?$|^(?:上年|以上年)(?:同期)?(?:为|=)100$|^(?:吨标准煤|吨|千瓦时|立方米|元|万元|亿元|件|人|个|人年)/(?:万|亿)?(?:元|人|亩|平方公里|家|户)$|^‰$`)

// bracketWords says what words in the brackets of a label mean.
func (r *Reading) bracketWords(s string) (understood bool) {
	t := strings.ReplaceAll(s, " ", "")
	switch {
	case t == "":
	case unitLike(t):
		r.Unit = city.NormalUnit(t)
	case priceOf(t) != "":
		r.Price = priceOf(t)
	case growthTail.MatchString(t):
		r.Facet = city.Growth
		r.Unit = growthUnit(t)
	case strings.HasPrefix(t, "单位:"):
		r.Unit = city.NormalUnit(strings.TrimPrefix(t, "单位:"))
	case emptyWords[t]:
	default:
		return false
	}
	return true
}

// emptyWords in brackets add nothing to what the indicator usually means.
var emptyWords = map[string]bool{"累计": true, "当年": true, "本年": true, "全年": true, "年末": true, "期末": true, "年末数": true, "合计": true, "总计": true, "全市": true, "全省": true, "全社会": true, "按当年价格计算": true, "预计": true, "初步数": true}

var priceWords = []struct {
	form  *regexp.Regexp
	price city.PriceBasis
}{
	{regexp.MustCompile(`^(?:按)?(?:\d{4}年)?(?:可比价格?|不变价格?|可比口径价格)(?:计算|增长|增速)?$`), city.Constant},
	{regexp.MustCompile(`^(?:按)?(?:现价|现行价格?|当年价格?|名义)(?:计算)?$`), city.Current},
}

func priceOf(s string) city.PriceBasis {
	for _, p := range priceWords {
		if p.form.MatchString(s) {
			return p.price
		}
	}
	return ""
}

// growthTail matches what turns a label into one of growth.
var growthTail = regexp.MustCompile(`(?:[,、]?(?:(?:\d{4}年?)?(?:比|较|与|为)?(?:上年|去年|上月|上季|上期|\d{4}年|同期|去年同期|上年同期)(?:同期|相比)?)?(?:同比|环比|年均|累计|名义|实际|当年|平均)*(?:增长率|增长速度|增长幅度|增速|增幅|增长|增减率|增减幅度|增减|升降|±)(?:\(?(?:%|‰|百分点|个百分点)\)?)?|同比(?:\(?%\)?)?|±%)$`)

// notGrowth are rates that end like growth but are not.
var notGrowth = regexp.MustCompile(`(?:自然增长率?|净增长?|新增长?)$`)

func growthUnit(s string) string {
	if strings.Contains(s, "百分点") {
		return "百分点"
	}
	return "%"
}

// rankTail matches what turns a label into one of rank: 15城市排序, 全国位次.
var rankTail = regexp.MustCompile(`(?:在|居)?((?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:个)?(?:全国|全省|全市|[\p{Han}]{0,8}(?:城市|省市|省份|省会|地区|市州))?(?:中)?)(?:的)?(?:排序|排名|位次|名次|排位|位序)$`)

// KnownUnit reports whether words are a unit that can be printed beside a
// value; those of package city can also be converted.
func KnownUnit(s string) bool { return unitLike(city.Narrow(s)) }

var researchWords = strings.NewReplacer("科学研究与试验发展", "r&d", "研究与试验发展", "r&d", "研究与实验发展", "r&d", "研究和试验发展", "r&d", "研发", "r&d")

// research gives the three names of research and development one spelling.
func research(key string) string {
	if !strings.Contains(key, "研") {
		return key
	}
	return strings.ReplaceAll(researchWords.Replace(key), "r&dr&d", "r&d")
}
