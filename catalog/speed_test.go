package catalog

import "testing"

func BenchmarkNewPlaces(b *testing.B) {
	for b.Loop() {
		NewPlaces()
	}
}

func BenchmarkNewIndicators(b *testing.B) {
	for b.Loop() {
		NewIndicators()
	}
}

func BenchmarkResolveUnknownPlace(b *testing.B) {
	p := NewPlaces()
	for b.Loop() {
		p.Resolve("新疆生产建设兵困", "420100", "360000")
	}
}

func BenchmarkResolveUnknownLabel(b *testing.B) {
	x := NewIndicators()
	for b.Loop() {
		x.Resolve("其中：汽车制造业产值占全市规上工业产值的比重(%)")
	}
}

func BenchmarkFind(b *testing.B) {
	p, x := NewPlaces(), NewIndicators()
	text := "2018年武汉市高新技术产业增加值占GDP比重为19.91%，居副省级城市前列，高于全国平均水平，与深圳、广州、杭州相比仍有差距"
	for b.Loop() {
		p.Find(text, "420100")
		x.Find(text)
		x.FindConcepts(text)
	}
}
