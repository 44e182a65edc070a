package brief

import "github.com/quanyu/quanyu/city"

// pageWords are the words of the page itself.
type pageWords struct {
	Kind, Internal, Skip, Filter, All, Search, Open, Close, None                   string
	Ledger, ID, Sentence, Verdict, Figure, Wording, Details                        string
	Reasons, Rule, Evidence, Contrary, Counter, Decide, Parts, Type, Where         string
	File, Sheet, Cell, Value, Title, Publisher, Date, Grade, Status, Note, Formula string
	Findings, NoFindings, Place, Period, Message, Cells, Reading, ReadingText, By  string
	Sources, Question, NoFigure, Files, More                                       string
}

func wordsOf(lang string) pageWords {
	say := func(zh, en string) string { return city.Text{Zh: zh, En: en}.In(lang) }
	return pageWords{
		Kind: say("论断台账", "Ledger of claims"), Internal: say("内部资料　不外传", "Internal. Not for circulation"), Skip: say("跳到台账", "Skip to the ledger"),
		Filter: say("按判定筛选", "Filter by verdict"), All: say("全部", "all"), Search: say("查找句子", "Find a sentence"),
		Open: say("全部展开", "Open all"), Close: say("全部收起", "Close all"), None: say("没有符合条件的句子。", "No sentence fits."),
		Ledger: say("逐句判定", "Sentence by sentence"), ID: say("编号", "No."), Sentence: say("原句", "Sentence"), Verdict: say("判定", "Verdict"),
		Figure: say("数字（点开看出处）", "Figures (open for the source)"), Wording: say("稳妥表述", "Safe wording"), Details: say("依据与理由", "Evidence and reasons"),
		Reasons: say("理由", "Reasons"), Rule: say("判定规则", "Rule"), Evidence: say("依据数据", "Evidence"), Contrary: say("另须注意的数据", "Data against it"),
		Counter: say("可能的质疑", "Opposing reading"), Decide: say("需要补什么", "What would decide"), Parts: say("分项", "Parts"), Type: say("类型", "Type"), Where: say("出处", "Stands in"),
		File: say("文件", "File"), Sheet: say("工作表", "Sheet"), Cell: say("单元格", "Cell"), Value: say("数值", "Value"), Title: say("来源", "Source"), Publisher: say("发布单位", "Publisher"),
		Date: say("日期", "Date"), Grade: say("来源等级", "Grade"), Status: say("数据状态", "Status"), Note: say("备注", "Note"), Formula: say("算式", "Arithmetic"),
		Findings: say("数据问题", "Findings about the data"), NoFindings: say("各项检查没有发现问题。", "The checks found nothing."), Place: say("地区", "Place"), Period: say("时期", "Period"),
		Message: say("说明", "What is wrong"), Cells: say("单元格", "Cells"), Reading: say("怎样读", "How to read this page"),
		ReadingText: say("每个数字点开后是它的来源单元格；由算式得出的数字先给算式，再给每个代入值的单元格。全部计算可在 annex.xlsx 中用活公式复算。本页不联网，打印时自动展开。",
			"Each figure opens to the cell it was read from; one that arithmetic gives shows the arithmetic first, then the cell of every value in it. All of it can be recomputed in annex.xlsx. The page asks nothing of a network and opens everything when printed."),
		By: say("由 全域 生成", "Made by Quanyu"), Sources: say("出处", "Sources"), Question: say("问题", "Question"), NoFigure: say("无数据", "no data"), Files: say("所用文件", "Files used"), More: say("其余数字", "Further figures"),
	}
}
