package data

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// moreUnits are units of yearbooks and bulletins that nothing is converted
// into; a value in one of them is in no unknown unit.
var moreUnits = wordSet("吨公里 人公里 课时 学时 小时 分钟 秒 日 月 季度 台套 台次 套 艘 架 艇 列 节 毫米 厘米 米 千米 摄氏度 ℃ 分贝 dB 枚 MW GW kW W " +
	"瓦 千瓦 兆瓦 吉瓦 EFlops PFlops TFlops Gbps Mbps GB TB PB 基站 标方 标准立方米 趟 期 类 村 街道 社区 镇 乡 区 县 市 国家 单 笔 卷 份 幅 部 集 款 级 档 批 班 队 支 名次 位次 " +
	"床 张床位 床位 车位 泊位 车次 航次 班次 航班 例 例次 剂次 只次 公斤 克 毫克 微克 两 斤 桶 瓶 箱 袋 TEU 标箱 亩次 立方 方 平方 平方厘米 升 毫升 焦耳 吉焦 百万千焦 卡 大卡 帕 毫克/升 点 指数 分值 星 人天 人月 人日 人时 人学时 个月 课题 家次 户次 人次 台时 万吨级")

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[strings.ToLower(w)] = true
	}
	return out
}

// knownUnit reports whether words are a unit that can be printed beside a
// value: one that the catalog knows, one of moreUnits with or without 万 and
// 亿, one over another (元/吨), one with its twin in brackets (台(套)).
func knownUnit(s string) bool {
	s = strings.ReplaceAll(strings.TrimSpace(city.Narrow(s)), " ", "")
	if catalog.KnownUnit(s) {
		return true
	}
	if a, b, two := strings.Cut(s, "/"); two {
		return knownUnit(a) && knownUnit(b)
	}
	if a, b, two := strings.Cut(strings.TrimSuffix(s, ")"), "("); two {
		return knownUnit(a) && knownUnit(b)
	}
	word := strings.TrimPrefix(strings.TrimLeft(s, "百千万亿"), "个")
	return moreUnits[strings.ToLower(word)]
}
