package sample

// The numbers that a firm has, dates and flags with them. Names are those of
// catalog/rules/fields.yaml.
const (
	registered = iota
	isResident
	staff
	techStaff
	collegeStaff
	rdStaff
	staffMean
	assets
	assetsMean
	liabilities
	netAssets
	netAssetsPrev
	netAssetsPrev2
	sales
	salesPrev
	salesPrev2
	salesSum
	cost
	totalIncome
	htIncome
	mainShare
	taxable
	sixTaxes
	inputVAT
	rd
	rdPrev
	rdSum
	rdDomestic
	rdStaffCost
	rdDirect
	rdDepreciation
	rdAmortisation
	rdDesign
	rdOther
	rdEntrusted
	rdAbroad
	rdAbroadPersons
	rdCapitalised
	rdUntaxed
	rdSpecial
	ip1
	ip2
	ipSupports
	htField
	transfers
	ipOwn
	ipStandards
	hnteFrom
	isHNTE
	hnteFirst
	isSME
	isSMEOrInnovative
	audited
	noAccident
	noAccident2
	notAbnormal
	productAllowed
	sectorAllowed
	nationalAward
	provincialBody
	ledStandard
	dishonest
	smeFirst
	onRD120
	transferIncome
	transfersQualify
	inZGC
	contractReceived
	contractRegistered
	contractToWuhan
	relocated
	lapsed
	slots
)

var slotNames = [slots]string{
	registered: "registered", isResident: "is_resident", staff: "staff", techStaff: "tech_staff", collegeStaff: "college_staff", rdStaff: "rd_staff", staffMean: "staff_mean",
	assets: "assets", assetsMean: "assets_mean", liabilities: "liabilities", netAssets: "net_assets_last", netAssetsPrev: "net_assets_prev", netAssetsPrev2: "net_assets_prev2",
	sales: "sales_last", salesPrev: "sales_prev", salesPrev2: "sales_prev2", salesSum: "sales_sum_3y", cost: "cost_last", totalIncome: "total_income", htIncome: "ht_income",
	mainShare: "main_business_share", taxable: "taxable_income", sixTaxes: "six_taxes", inputVAT: "input_vat",
	rd: "rd_last", rdPrev: "rd_prev", rdSum: "rd_sum_3y", rdDomestic: "rd_domestic_3y", rdStaffCost: "rd_staff_cost", rdDirect: "rd_direct_input", rdDepreciation: "rd_depreciation",
	rdAmortisation: "rd_amortisation", rdDesign: "rd_design_test", rdOther: "rd_other", rdEntrusted: "rd_entrusted_domestic", rdAbroad: "rd_entrusted_abroad",
	rdAbroadPersons: "rd_entrusted_abroad_persons", rdCapitalised: "rd_capitalised", rdUntaxed: "rd_untaxed_income", rdSpecial: "rd_special_income",
	ip1: "ip_class1", ip2: "ip_class2", ipSupports: "ip_supports_product", htField: "ht_field", transfers: "transfers_per_year", ipOwn: "ip_own_rd", ipStandards: "ip_standards",
	hnteFrom: "hnte_from", isHNTE: "is_hnte", hnteFirst: "hnte_first", isSME: "is_sme_registered", isSMEOrInnovative: "is_sme_or_innovative",
	audited: "audited_accounts", noAccident: "no_accident", noAccident2: "no_accident_2y", notAbnormal: "not_on_abnormal_list", productAllowed: "product_allowed", sectorAllowed: "sector_allowed",
	nationalAward: "national_award_5y", provincialBody: "provincial_rd_body", ledStandard: "led_standard_5y", dishonest: "dishonest_3y", smeFirst: "sme_first_entry", onRD120: "on_rd120_list",
	transferIncome: "transfer_income", transfersQualify: "transfers_qualify", inZGC: "in_zgc_area", contractReceived: "contract_received", contractRegistered: "contract_registered",
	contractToWuhan: "contract_to_wuhan", relocated: "relocated_on", lapsed: "lapsed_on",
}

// wordNames are the texts that a firm has.
var wordNames = []string{"id", "name", "district", "industry", "contract_kind"}

// experts are the fields that no register holds: experts give these points.
var experts = []string{"score_ip", "score_transfer", "score_management", "score_growth", "ip_advanced", "ip_core",
	"mgmt_accounting", "mgmt_body", "mgmt_incentives", "mgmt_talent"}
