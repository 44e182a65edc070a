package propose

import (
	"math/rand"
	"strings"
	"testing"
)

// TestProposeMixtures throws pieces of sentences together in every order: no
// piece may trip the grammar, and what every reading must satisfy holds.
func TestProposeMixtures(t *testing.T) {
	pieces := strings.Fields(`2018年 2013年至2018年 五年来 “十三五”期间 上半年 去年 武汉 深圳 全市 全省 我市 与深圳等先进城市 与15城市 相比 ， ， ， 、 、 和 （ ） ： 其中 分别 由 从 到 至 比 较 是 的 占
		高新技术企业 研发投入强度 地区生产总值 GDP 财政收入 科教优势 创新发展优势 技术合同成交额 民营经济 营业收入 占比 比重 增速 数量 总量
		3536家 26.0% 1.5万亿元 1.3个百分点 2.8倍 第8位 前三位 六成 三分之一 翻一番 2.6∶35.6∶61.8 36.5 709家 0.5百分点 30%—40% 14.8 15个副省级城市
		增长 下降 净增 新增 提高 升至 降至 高于 低于 快于 不如 仅次于 之后 居 位居 突破 达到 为 接近 不足 偏少 不高 领先 逐年上升 由负转正 连续五年 年均 贡献率 拉动 对经济增长
		全国平均水平 完成年度目标的 序时进度 合计 还没有真正转化为 没有把最大投入聚焦到 只是少数 缺乏 相差 差距 力争 由于 带动了 以 土地 创造了 或 或者 A企业 B企业 同比 环比 按可比价格计算 到2025年`)
	rng := rand.New(rand.NewSource(7))
	ctx := wuhan(t)
	n := 1500
	if testing.Short() {
		n = 500
	}
	for range n {
		var b strings.Builder
		for range 2 + rng.Intn(14) {
			b.WriteString(pieces[rng.Intn(len(pieces))])
		}
		s := b.String()
		checkClaim(t, s, propose(s, ctx, ctx.Indicators))
		if t.Failed() {
			t.Fatal(s)
		}
	}
}
