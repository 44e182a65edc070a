package propose

import "regexp"

// A sentence such as 创新型城市试点显著提升了高新技术企业数量 says what came of a
// measure: a cause that somebody set to work and whose effect can be evaluated.
// Other causes (产业升级推动了增长) stay causal.
const (
	measureCore = `试点|创新型城市|示范城市|示范基地|试验区|国家级新区|先导区|政策|示范区|自创区|自贸区|自贸试验区|综改区|先行区|补贴|补助|奖补|奖励|减税降费|减税|税收优惠|加计扣除|创新券|科技贷|改革|揭榜挂帅|赛马制|新政|` +
		`(?:方案|行动计划|计划|专项行动|专项资金|工程|条例|办法|意见|举措|措施|规划|制度|机制|基金|倍增行动|三年行动)[”"』]?的?(?:实施|出台|推行|落地|施行|印发|建立|设立|启动|执行)`
	measureTail = `(?:[”"』》]|城市|地区|园区|区域|区|企业|工作|建设|实施|推行|落地|出台|开展|启动|施行|执行|政策|举措|措施|机制|制度|方案|计划|行动|工程|专项|项目|资金|试点|改革|创新|试验|示范|综合|配套|的)*`
	measureSign = `(?P<m>(?:[“"『《][^”"』》。;，]{1,20}[”"』》])?[“"『《]?\p{Han}{0,12}?(?:` + measureCore + `)` + measureTail + `)`
	effectDeny  = `(?:并|还|尚|也|均|都|至今)?(?P<not>没有|没能|未能|未曾|未|并未|并不|不能|不会|难以|没)?`
	effectHow   = `(?P<how>(?:有力|有效|显著|直接|明显|极大|大幅|大大|持续|不断|进一步|切实|全面|总体上?|确实|真正|充分|较好|已经|已|共|累计|强力|快速|地|的|也|更)*)`
	goodVerbs   = `带动|推动|促进|拉动|助推|促成|撬动|激发|催生|引致|导致|使得|致使|使|让`
	badVerbs    = `抑制|制约|阻碍|遏制|挤出|拖累`
	betterVerbs = `提升|提高|增加|扩大|改善|增强|优化|带来|加快|提振`
	lessVerbs   = `降低|减少|缓解|缩小|削弱|压缩|缩短`
)

var (
	effectActs    = regexp.MustCompile(measureSign + `(?P<gap>[^。;，,]{0,10}?|[^。;，,]{0,16}，(?:从而|进而|由此)?)` + effectDeny + effectHow + `(?P<v>` + goodVerbs + `|` + badVerbs + `)(?P<le>了)?(?P<o>[^。;，,]{2,60})`)
	effectBetters = regexp.MustCompile(measureSign + effectDeny + effectHow + `(?P<v>` + betterVerbs + `|` + lessVerbs + `)(?P<le>了)?(?P<o>[^。;，,]{2,60})`)
	effectThen    = regexp.MustCompile(`^，(?:并|且|而且|还|也|从而|进而|由此|同时|反而|反倒)*` + effectDeny + effectHow + `(?P<v>使得|使|带动|推动|促进|拉动|助推|` + badVerbs + `)(?P<le>了)?(?P<o>[^。;，,]{2,60})`)
	effectFor     = regexp.MustCompile(measureSign + `[^。;，,]{0,8}?对(?:于)?(?P<o>[^。;，,]{2,40}?)` + effectDeny + `(?:具有|有着?|起到|发挥|产生|形成)?了?` + effectHow + `(?:积极|较大|较强|较好|良好|一定|巨大|重要)?的?(?:(?P<v>促进|推动|带动|激励|拉动|提升|抑制|制约|阻碍|挤出)(?:和\p{Han}{2})?(?:作用|效应|效果)|(?:正向|负向|正面|负面|不利|统计)?影响)(?P<ad>(?:并|也|还)?不[大强明显著]+|有限|甚微|十分[明显著]+|非常[明显著]+|[明显著]+)?`)
	effectTells   = regexp.MustCompile(measureSign + `[^。;]{0,60}?(?:(?P<not>没有|没能|未能|尚未|并未|未曾|未|不|没|尚无|并无|无|难以)?(?:取得|收到|产生|见到?|看到|看出|形成|显现|达到|发挥)?(?:了|出)?(?:显著|明显|良好|积极|突出|较好|预期|应有|实质性)的?(?:成效|效果|实效|效应)|(?:成效|效果|实效)(?:十分|非常|很|较为|较|并|也|还)*(?P<ad>显著|明显|突出|良好|较好|好|初显|显现|凸显|不明显|不显著|不佳|甚微|有限|不大|不彰))`)
	effectOwes    = regexp.MustCompile(`(?P<c>由于|因为|得益于|归因于|归功于|受益于|缘于|源于|随着|通过|凭借|依托|在|受)(?:实施|推行|开展|出台|落实|推进|深化)?了?` + measureSign + `(?P<b>[^，。;]{0,14})(?P<end>，|。|;|$)`)
	effectUnder   = regexp.MustCompile(`(?:带动|推动|拉动|作用|影响|支撑|支持|引导|激励|促进|刺激|驱动)(?:作用)?下?$`)

	effectChange = regexp.MustCompile(`(?:实现|保持|出现)?(?:大幅度?|显著|明显|快速|稳步|持续|累计|年均|平均|同比|平均每年|净|再|又|共|多|也)*(增长|增加|提高|提升|上升|上涨|扩大|增多|多增|加快|翻番|翻一番|改善|新增|净增|下降|下跌|减少|降低|回落|下滑|缩小|放缓|收窄|压缩|缩短)`)
	effectUp     = regexp.MustCompile(`增长|增加|提高|提升|上升|上涨|扩大|增多|多增|加快|翻|改善|新增|净增`)
	effectReach  = regexp.MustCompile(`(?:^|[^发])达到?|(?:增|升|提高|提升|增加|增长|扩大|降|降低|下降|减少|压缩|缩短)(?:至|到)|突破|占(?:[^比]|$)|居(?:[^民]|$)|位列`)
	measureLead  = regexp.MustCompile(`^(?:这一|这项|这些|该项|该|本|我市|全市|本市|我省|全省|实施的?|推行的?|开展的?|出台的?|自从|经过|通过|依托|凭借|近年来?|目前|由于|但是?|而|使|随着|推进|深化)+`)
	effectNo     = regexp.MustCompile(`^(?:并|也|还)?不|甚微|有限|不大|不佳|不彰`)
	effectSince  = regexp.MustCompile(`以来|以后|之后|实施|推行|开展|推进|试点|示范|政策|落地|出台|启动|建设`)
	effectNoun   = regexp.MustCompile(`^(?:下|效应|作用|效果|功能)`)
	effectSure   = regexp.MustCompile(`具有|有着?|起到|产生|形成|存在`)
	effectMeans  = regexp.MustCompile(`力争|争取|努力|确保|拟(?:通过|以|用)|打算|旨在|计划通过|目标是|有望|预计|预期`)
	workDone     = regexp.MustCompile(`^(?:先后|共|累计)*(?:成立|召开|印发|出台|组织|举办|制定|建立|开展|签订|签约|培训|实施)`)
	measureWords = regexp.MustCompile(measureCore)
)
