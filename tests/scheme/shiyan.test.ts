import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText, points, sum } from '../../src/base/points.js'
import { textWidth } from '../../src/base/text-width.js'
import { checkScheme } from '../../src/cli/check.js'
import { showLines } from '../../src/cli/show-text.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { targetFor } from '../../src/scoring/counting/counting.js'
import { expectEveryReading } from './readings.js'

const read = readScheme('schemes/shiyan-departments')
const scheme = must(read.scheme, 'the scheme of Shiyan reads')
const parts = partsOf(scheme.total)

/** The seventeen sheets: id, name, number of items. */
const units = `
office 办公室（综治、维稳办） 13
personnel 人事科 15
policy-coop 政策法规与对外科技合作科 12
plan-finance 发展计划财务科（市国防动员委员会科技动员办公室） 14
high-tech 高新技术发展与产业化科（招商引资办公室） 14
rural 农村科技科 13
achievements 科技成果市场科（科技奖励办公室） 11
social-dev 社会发展科技科 13
ip-industry 知识产权产业化科 11
ip-coord 知识产权协调管理科 10
ip-strategy 知识产权战略科 11
water-source 南水北调中线工程水源区可持续发展科技专项办公室 11
party-committee 机关党委 12
retired 离退休干部科 8
union 工会 12
women 妇委会 12
youth-league 团委 10
`
  .trim()
  .split('\n')

/** The 202 items of the sheets: number, id, name, points, how it is scored. */
const items = `
1 office-docs-meetings 文稿管理与会务筹备 8 on-time
2 office-province-innovation-appraisal 省科技创新综合考评 6 on-time
3 office-city-target-assessment 全市目标考核 6 on-time
4 office-creation-archives-affairs 创建档案保密与综合事务 6 on-time
5 office-governance-advanced-unit 综治先进单位创建 6 on-time
6 office-service-capability 行政服务能力提升 5 on-time
7 office-fixed-assets 固定资产实物管理 5 on-time
8 office-publicity-website-reports 宣传网站与信息报送 5 on-time
9 office-premises 后勤物业综合管理 5 on-time
10 office-proposals 建议提案办理 2 on-time
11 office-intranet 机关内网建设 2 on-time
12 office-transfer-fangxian 房县成果转化项目 2 ratio
13 office-monthly-publicity 每月对外宣传信息 2 ratio
1 personnel-staffing-training 队伍优化与招录培训 8 on-time
2 personnel-cadre-selection 干部选拔任用 6 on-time
3 personnel-major-matters-report 重大事项报告 5 on-time
4 personnel-annual-appraisal 年度考核组织 5 on-time
5 personnel-secondment 干部挂职服务 4 on-time
6 personnel-pay-titles 工资与职称工作 4 on-time
7 personnel-establishment 机构编制管理 4 on-time
8 personnel-institution-reform 事业单位改革登记 4 on-time
9 personnel-talent 科技人才工作 4 on-time
10 personnel-returns-files 报表与人事档案 4 on-time
11 personnel-assessment-rules 考核办法与上年考核 3 on-time
12 personnel-party-group-meetings 党组会会务 2 on-time
13 personnel-assist-service-capability 协助服务能力提升 3 on-time
14 personnel-transfer-maojian 茅箭区成果转化项目 2 ratio
15 personnel-monthly-publicity 每月对外宣传信息 2 ratio
1 policy-coop-upper-funds 争取上级项目经费 7 ratio
2 policy-coop-system-reform 科技体制改革推进 7 on-time
3 policy-coop-rule-of-law-unit 法治单位建设 6 on-time
4 policy-coop-law-admin-education 依法行政与普法 6 on-time
5 policy-coop-external-coop 对外科技合作 6 on-time
6 policy-coop-soft-science 软科学工作 6 on-time
7 policy-coop-activity-week 科技活动周与科普统计 6 on-time
8 policy-coop-security-line 国家安全防线建设 5 on-time
9 policy-coop-policy-research 科技政策研究 5 on-time
10 policy-coop-invest-info 招商引资信息 2 ratio
11 policy-coop-transfer-zhushan 竹山县成果转化项目 2 ratio
12 policy-coop-monthly-publicity 每月对外宣传信息 2 ratio
1 plan-finance-upper-funds 争取上级项目经费 7 ratio
2 plan-finance-hightech-enterprises 高企申报与新增 7 ratio-multi
3 plan-finance-platforms 科技创新平台建设 7 on-time
4 plan-finance-city-plan 市级科技计划管理 7 on-time
5 plan-finance-bureau-finance 机关财务管理 6 on-time
6 plan-finance-policy-training 政策宣传与业务培训 6 mixed
7 plan-finance-rd-appraisal-stats 研发鉴定与统计年报 5 on-time
8 plan-finance-tax-liaison 财税沟通协调 3 on-time
9 plan-finance-hightech-supervision 高企监督管理 2 on-time
10 plan-finance-loan-credit 贴息与信用体系 2 on-time
11 plan-finance-defence-mobilisation 国防科技动员 2 on-time
12 plan-finance-invest-info 招商引资信息 2 ratio
13 plan-finance-transfer-maojian 茅箭区成果转化项目 2 ratio
14 plan-finance-monthly-publicity 每月对外宣传信息 2 ratio
1 high-tech-upper-funds 争取上级项目经费 7 ratio
2 high-tech-added-value 高新产业增加值 6 ratio-multi
3 high-tech-new-startups 新增科技创业企业 6 ratio
4 high-tech-products-stat-units 产品备案与统计单位 5 ratio-multi
5 high-tech-bases-zones 特色基地与高新区建设 5 on-time
6 high-tech-maker-platforms 双创平台建设 5 mixed
7 high-tech-finance-platform 科技投融资平台 4 on-time
8 high-tech-startup-activities 创新创业活动 3 on-time
9 high-tech-invest-task 招商任务完成 6 ext
10 high-tech-safety-quality-stats 安全质量与统计 4 on-time
11 high-tech-intermediaries 科技中介服务 3 on-time
12 high-tech-project-tracking 项目跟踪与验收 2 on-time
13 high-tech-transfer-hightech-zone 高新区成果转化项目 2 ratio
14 high-tech-monthly-publicity 每月对外宣传信息 2 ratio
1 rural-upper-funds 争取上级项目经费 7 ratio
2 rural-regional-poverty 扶贫攻坚与农科中心 6 on-time
3 rural-village-aid 科技扶贫与驻村帮扶 6 on-time
4 rural-special-commissioners 三区人员与特派员 6 on-time
5 rural-parks-bases 农业园区与示范基地 6 on-time
6 rural-agri-policy 农业科技政策规划 6 on-time
7 rural-county-economy 县域经济科技支撑 5 mixed
8 rural-six-one-project 科技扶贫示范工程 5 mixed
9 rural-campus-coop 产学研市校合作 4 mixed
10 rural-agri-rd 农企研发机构创建 3 on-time
11 rural-invest-info 招商引资信息 2 ratio
12 rural-transfer-zhuxi 竹溪县成果转化项目 2 ratio
13 rural-monthly-publicity 每月对外宣传信息 2 ratio
1 achievements-upper-funds 争取上级项目经费 7 ratio
2 achievements-nsf-projects 自然科学基金推荐 7 ratio
3 achievements-national-base 国家转化基地验收 7 on-time
4 achievements-contract-turnover 技术合同交易额 7 ratio
5 achievements-province-awards 省科技奖励申报 7 on-time
6 achievements-key-lab 省重点实验室建设 7 on-time
7 achievements-transfer-lead 成果转化项目牵头 6 ratio
8 achievements-city-awards 市级科技奖励 5 on-time
9 achievements-invest-info 招商引资信息 3 ratio
10 achievements-transfer-yunxi 郧西县成果转化项目 2 ratio
11 achievements-monthly-publicity 每月对外宣传信息 2 ratio
1 social-dev-upper-funds 争取上级项目经费 7 ratio
2 social-dev-biomedicine 生物医药科技创新 6 on-time
3 social-dev-energy-env 节能环保科技创新 6 on-time
4 social-dev-health-safety-affairs 医疗安全与综合事务 6 on-time
5 social-dev-social-platforms 社发创新平台建设 6 mixed
6 social-dev-eco-zone 生态文明先行区 6 on-time
7 social-dev-env-target 环保目标任务 6 on-time
8 social-dev-project-tracking 社发项目跟踪验收 5 on-time
9 social-dev-bio-stats 生物产业统计配合 4 on-time
10 social-dev-theme-days 主题日宣传活动 2 on-time
11 social-dev-transfer-yunyang 郧阳区成果转化项目 2 ratio
12 social-dev-invest-info 招商引资信息 2 ratio
13 social-dev-monthly-publicity 每月信息或新闻报道 2 ratio
1 ip-industry-patent-guidance 发明专利申请指导 12 ext
2 ip-industry-enterprise-ip-system 企业知识产权体系 8 on-time
3 ip-industry-patent-platform 专利转化与产学研项目 8 mixed
4 ip-industry-ip-conversion 专利转化率提升 6 on-time
5 ip-industry-expert-service 专家知识产权服务 6 ratio
6 ip-industry-ip-days 知识产权日宣传 5 on-time
7 ip-industry-patent-subsidy 专利申请资助 5 on-time
8 ip-industry-matching-meeting 专利项目对接会 4 on-time
9 ip-industry-invest-info 招商引资信息 2 ratio
10 ip-industry-transfer-danjiangkou 丹江口成果转化项目 2 ratio
11 ip-industry-monthly-publicity 每月对外宣传信息 2 ratio
1 ip-coord-patent-guidance 发明专利申请指导 12 ext
2 ip-coord-demo-enterprises 知识产权示范企业 9 on-time
3 ip-coord-ip-days-support 配合知识产权日宣传 6 on-time
4 ip-coord-enterprise-funds 企业政策资金扶持 6 ratio
5 ip-coord-pledge-financing 质押融资与优势企业 9 on-time
6 ip-coord-patent-enforcement 专利行政执法 6 on-time
7 ip-coord-new-product-patents 新产品专利申请 6 on-time
8 ip-coord-invest-info 招商引资信息 2 ratio
9 ip-coord-transfer-danjiangkou 丹江口成果转化项目 2 ratio
10 ip-coord-monthly-publicity 每月对外宣传信息 2 ratio
1 ip-strategy-patent-plan 专利发展战略规划 8 on-time
2 ip-strategy-patent-info-system 专利信息服务体系 8 on-time
3 ip-strategy-enterprise-strategy 企业知产战略探讨 8 on-time
4 ip-strategy-joint-conference 知产联席会议办公 8 on-time
5 ip-strategy-patent-stats 专利统计分析 6 on-time
6 ip-strategy-ip-trade-research 知产进出口研究 6 on-time
7 ip-strategy-ip-exchange 对外知产合作交流 5 on-time
8 ip-strategy-patent-trade 专利进出口指导 5 on-time
9 ip-strategy-invest-info 招商引资信息 2 ratio
10 ip-strategy-transfer-danjiangkou 丹江口成果转化项目 2 ratio
11 ip-strategy-monthly-publicity 每月对外宣传信息 2 ratio
1 water-source-counterpart-funds 京鄂协作项目经费 8 ratio
2 water-source-reservoir-projects 库区项目申报 8 on-time
3 water-source-eco-experiment-zone 可持续发展实验区 8 on-time
4 water-source-training-class 科技服务培训班 6 ratio
5 water-source-company-investment 招商项目推进 6 on-time
6 water-source-tech-demand 技术需求对接 6 on-time
7 water-source-beijing-exchange 京十科技交流 6 on-time
8 water-source-daily-work 专项办日常工作 5 on-time
9 water-source-invest-info-city 招商信息报送 3 ratio
10 water-source-transfer-zhangwan 张湾区成果转化项目 2 ratio
11 water-source-monthly-publicity 每月对外宣传信息 2 ratio
1 party-committee-party-education 党员学习教育 8 on-time
2 party-committee-learning-party 学习型党组织建设 8 mixed
3 party-committee-civility-creation 市级文明单位创建 6 on-time
4 party-committee-party-advanced-unit 党建先进单位创建 6 on-time
5 party-committee-double-ten-star 双十星争创 5 on-time
6 party-committee-organisation 基层组织建设 5 on-time
7 party-committee-mass-org-guidance 支部群团工作指导 5 on-time
8 party-committee-strict-governance 从严治党任务 5 on-time
9 party-committee-integrity-education 廉政教育活动 4 on-time
10 party-committee-discipline-support 配合监督执纪 4 on-time
11 party-committee-transfer-hightech-zone 高新区成果转化项目 2 ratio
12 party-committee-monthly-publicity 每月对外宣传信息 2 ratio
1 retired-study-activities 老干部学习活动 10 on-time
2 retired-branch-building 老干部支部建设 10 on-time
3 retired-policy-service 老干部政策落实 10 on-time
4 retired-visits 老干部慰问 10 on-time
5 retired-bureau-activities 老干部局活动参与 8 on-time
6 retired-retired-stats 离退休信息统计 8 on-time
7 retired-transfer-zhuxi 竹溪县成果转化项目 2 ratio
8 retired-monthly-publicity 每月对外宣传信息 2 ratio
1 union-festival-activities 工会与节日活动 8 on-time
2 union-volunteering 志愿服务活动 8 on-time
3 union-reading 全民阅读活动 8 on-time
4 union-role-models 道德模范推荐 8 on-time
5 union-welfare 职工集体福利 5 on-time
6 union-staff-visits 职工慰问 4 on-time
7 union-health-care 职工健康关爱 4 on-time
8 union-staff-study 职工学习教育 3 on-time
9 union-ideological-work 思想工作与诉求化解 3 on-time
10 union-dues 工会经费管理 3 on-time
11 union-civility-articles 文明网上稿 3 ratio
12 union-assigned-work 交办其他工作 3 on-time
1 women-womens-day 庆三八活动 6 on-time
2 women-care-services 女职工关爱服务 6 on-time
3 women-minors 未成年人思想道德 6 on-time
4 women-ten-star 十星级文明创建 6 on-time
5 women-theme-practice 文明主题实践 6 on-time
6 women-general-affairs 综合事务 6 on-time
7 women-spring-festival 春节文体活动 5 on-time
8 women-federation-activities 妇联活动参与 5 on-time
9 women-study 女职工学习教育 4 on-time
10 women-visits 女职工慰问 4 on-time
11 women-civility-articles 文明网上稿 3 ratio
12 women-assigned-work 交办其他工作 3 on-time
1 youth-league-volunteers 青年志愿服务 8 on-time
2 youth-league-theme-education 团员主题教育 8 on-time
3 youth-league-civility-test 文明测评配合 8 on-time
4 youth-league-network-civility 网络文明传播 8 mixed
5 youth-league-annual-plan 团委年度计划 5 on-time
6 youth-league-assembly 团员大会 5 ratio
7 youth-league-study-sessions 团委集中学习 5 ratio
8 youth-league-assigned-work 交办其他工作 5 on-time
9 youth-league-member-review 团员清理与发展 4 mixed
10 youth-league-member-education 团员教育与推优 4 on-time
`
  .trim()
  .split('\n')

/** The ten items that all have. */
const common = `
1 common-overall-implementation 科技工作总体落实 8 on-time
2 common-learning-drive 学习教育与双十星 8 on-time
3 common-integrity-duty 党风廉政责任 4 on-time
4 common-study-attendance 政治学习与集体活动 5 on-time
5 common-reform 深化科技体制改革 3 on-time
6 common-law-admin 依法行政与法治 3 on-time
7 common-creation-special 综治档案与创建 3 on-time
8 common-civility 精神文明建设 2 on-time
9 common-research-report 调研报告 2 ratio
10 common-assigned-work 领导交办工作 2 on-time
`
  .trim()
  .split('\n')

/** What each must reach in a year, or per period: target, unit, figure. */
const targets = `
transfer-fangxian office 4
transfer-maojian personnel 11
transfer-maojian plan-finance 11
transfer-zhushan policy-coop 2
transfer-hightech-zone high-tech 10
transfer-hightech-zone party-committee 10
transfer-zhuxi rural 2
transfer-zhuxi retired 2
transfer-yunxi achievements 2
transfer-yunyang social-dev 8
transfer-danjiangkou ip-industry 9
transfer-danjiangkou ip-coord 9
transfer-danjiangkou ip-strategy 9
transfer-zhangwan water-source 12
transfer-city achievements 52
transfer-areas achievements 60
upper-funds policy-coop 30
upper-funds plan-finance 120
upper-funds high-tech 350
upper-funds rural 300
upper-funds achievements 350
upper-funds social-dev 300
counterpart-funds water-source 50
enterprise-funds ip-coord 20
leads policy-coop 2
leads plan-finance 3
leads rural 3
leads achievements 3
leads social-dev 3
leads ip-industry 2
leads ip-coord 2
leads ip-strategy 2
leads-city water-source 20
hightech-recommended plan-finance 90
hightech-recognised plan-finance 20
training-events plan-finance 1
training-coverage plan-finance 100
added-value high-tech 200
added-value-growth high-tech 8
new-startups high-tech 190
products-filed high-tech 30
stat-units high-tech 10
new-platforms high-tech 3
enterprises-one-or-two rural 1
enterprises-one rural 1
enterprises-two rural 2
poverty-projects rural 20
poverty-bases rural 28
campus-projects rural 6
nsf-projects achievements 8
contract-turnover achievements 14
guided-enterprises social-dev 2
ip-projects ip-industry 2
expert-services ip-industry 10
training-classes water-source 1
group-sessions party-committee 10
theme-days party-committee 12
articles union 3
articles women 3
articles youth-league 3
forms-quarterly youth-league 1
forms-yearly youth-league 4
assemblies-quarterly youth-league 1
assemblies-yearly youth-league 4
study-sessions youth-league 6
member-reviews youth-league 1
`
  .trim()
  .split('\n')

/** Bonuses and deductions: id, points. */
const charges = `
bonus-cw-county 5
bonus-cw-city 10
bonus-cw-province 15
bonus-cw-nation 20
bonus-award-prov-comp 10
bonus-award-prov-single 5
bonus-rank-prov-1 5
bonus-rank-prov-2 3
bonus-rank-prov-3 1
bonus-award-city-comp 5
bonus-award-city-single 3
bonus-award-county-comp 3
bonus-award-county-single 1
bonus-award-bureau-comp 1
bonus-award-bureau-single 0.5
bonus-innov-nation 30
bonus-innov-province 20
bonus-innov-city 10
deduct-cw-county -5
deduct-cw-city -10
deduct-cw-province -15
deduct-cw-nation -20
governance-accident -30
governance-incident -30
`
  .trim()
  .split('\n')

/** Items scored by numbers alone, the points on them, and on those with something else beside, by sheet. */
const room = `
office 4 0
personnel 4 0
policy-coop 13 0
plan-finance 20 6
high-tech 28 11
rural 13 14
achievements 34 0
social-dev 13 6
ip-industry 12 20
ip-coord 12 12
ip-strategy 6 0
water-source 21 0
party-committee 4 8
retired 4 0
union 3 0
women 3 0
youth-league 10 12
`
  .trim()
  .split('\n')

/** An item as the scheme has it: a listed task, or a part. */
function itemOf(id: string): { name: string; says: string; points: string; mode: string } {
  for (const part of parts) {
    if (part.kind === 'tasks') {
      const task = part.listed.find((one) => one.id === id)
      if (task !== undefined) {
        const { name, says } = task
        return { name, says: says.text, points: exactText(task.points), mode: 'on-time' }
      }
    }
    if (part.id !== id) continue
    const several = part.kind === 'ratio' && part.takes.choice
    const ratio =
      several === 'several-numbers' ? 'ratio-multi' : several === 'mixed-items' ? 'mixed' : 'ratio'
    const mode = part.kind === 'tasks' ? 'ext' : ratio
    const { name, says } = part
    return { name, says: says.text, points: exactText(part.points ?? points(0)), mode }
  }
  throw new Error(`no item ${id}`)
}

const numerals = '一二三四五六七八九十'
const numeral = (no: number) => (no <= 10 ? numerals[no - 1] : `十${numerals[no - 11]}`)

const itemsOf = (unit: string): string[] =>
  items.filter((row) => {
    const owner = units
      .map((one) => one.split(' ')[0] ?? '')
      .filter((one) => row.split(' ')[1]?.startsWith(`${one}-`))
      .sort((a, b) => b.length - a.length)[0]
    return owner === unit
  })

describe('the sections of Shiyan', () => {
  test('read without any problem or warning', () => {
    expect(read.problems).toEqual([])
  })

  test.each([...items, ...common])('have the item %s', (row) => {
    const [no = '', id = '', name, worth, mode] = row.split(' ')
    const item = itemOf(id)
    expect([item.name, item.points, item.mode]).toEqual([name, worth, mode])
    expect(item.says.startsWith(`第${numeral(Number.parseInt(no, 10))}项，`)).toBe(true)
  })

  test('have 202 items of their own, ten together, and no other', () => {
    expect([items.length, common.length]).toEqual([202, 10])
    const known = new Set([...items, ...common].map((row) => row.split(' ')[1]))
    const leaves = parts.flatMap((part): string[] => {
      if (part.kind === 'sum' || part.kind === 'deduction') return []
      if (part.kind === 'tasks' && part.listed.length > 0) return part.listed.map(({ id }) => id)
      return [part.id]
    })
    expect(leaves.filter((id) => !known.has(id))).toEqual([])
    expect(leaves.length).toBe(212)
  })

  test.each(units)('have the sheet %s, sixty points', (row) => {
    const [id = '', name, count] = row.split(' ')
    const unit = scheme.units.find((one) => one.id === id)
    expect([unit?.name, `${itemsOf(id).length}`]).toEqual([name, count])
    const made = sum(itemsOf(id).map((item) => points(item.split(' ')[3] ?? '0')))
    const sheet = parts.find((one) => one.id === `${id}-sheet`)
    expect([exactText(made), exactText(sheet?.points ?? points(0))]).toEqual(['60', '60'])
    expect(sheet?.onlyFor).toEqual({ of: 'unit', ids: [id] })
  })

  test.each(room)('can exceed their points on so many of %s', (row) => {
    const [id = '', numbers, mixed] = row.split(' ')
    const worth = (...modes: string[]) => {
      const some = itemsOf(id).filter((item) => modes.includes(item.split(' ')[4] ?? ''))
      const ids = some.map((item) => item.split(' ')[1] ?? '')
      return exactText(sum(ids.map((one) => points(itemOf(one).points))))
    }
    expect([worth('ratio', 'ratio-multi'), worth('mixed', 'ext')]).toEqual([numbers, mixed])
  })

  test.each(targets)('must reach %s', (row) => {
    const [id = '', unit = '', figure] = row.split(' ')
    const target = must(
      scheme.targets.find((one) => one.id === id),
      id,
    )
    const need = must(targetFor(target, { id: unit }), 'the unit has the target')
    expect(exactText(need)).toBe(figure)
  })

  test('have no other targets than these, publicity and the research report', () => {
    const rows = scheme.targets.flatMap((target) =>
      scheme.units.flatMap(({ id }) => {
        const need = targetFor(target, { id })
        return need === null ? [] : [`${target.id} ${id} ${exactText(need)}`]
      }),
    )
    const rest = rows.filter((row) => !targets.includes(row))
    const of = (start: string) => rest.filter((row) => row.startsWith(start))
    expect(rest.length).toBe(14 + 14 + 17)
    expect(new Set(of('publicity-monthly ').map((row) => row.split(' ')[2]))).toEqual(
      new Set(['2']),
    )
    expect(of('publicity-monthly ').length).toBe(14)
    expect(of('publicity-yearly ').every((row) => row.endsWith(' 24'))).toBe(true)
    expect(of('research-reports ').every((row) => row.endsWith(' 1'))).toBe(true)
  })

  test.each(charges)('change by %s', (row) => {
    const [id, figure] = row.split(' ')
    const rule = scheme.rules.find((one) => one.id === id)
    const amount = rule?.charges[0]?.amount.value
    expect(amount?.kind === 'figure' ? exactText(amount.points) : '').toBe(figure)
    expect(rule?.part.value).toBe(figure?.startsWith('-') ? 'penalty' : 'bonus')
  })

  test('change by nothing else but awards that are not listed', () => {
    const others = scheme.rules.filter(
      ({ id, kind }) => kind === 'points' && !charges.some((row) => row.startsWith(`${id} `)),
    )
    expect(others.map(({ id }) => id)).toEqual([
      'bonus-award-unlisted-comp',
      'bonus-award-unlisted-single',
    ])
  })

  test('have every doubt of the regulation as a choice or a note', () => {
    const people = must(readScheme('schemes/shiyan-people').scheme, 'that of people reads')
    const known = [scheme, people].flatMap(({ choices, notes }) =>
      [...choices, ...notes].flatMap((one) => one.point ?? []),
    )
    const all = Array.from({ length: 38 }, (_, at) => `SY-${`${at + 1}`.padStart(2, '0')}`)
    expect(all.filter((point) => !known.includes(point))).toEqual([])
  })

  test.each(['shiyan-departments', 'shiyan-people'])(
    'come out in every case of %s, each reading and each clause in one',
    (name) => {
      const { problems } = checkScheme(`schemes/${name}`)
      expect(problems.map((one) => `${one.file}:${one.line} ${one.message}`)).toEqual([])
    },
  )

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
    expectEveryReading(must(readScheme('schemes/shiyan-people').scheme, 'that of people reads'))
  })

  test('are shown with their items, no line too wide', () => {
    const text = showLines(viewScheme(scheme), 98)
    expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(98)
    const all = text.join('\n')
    expect(all).toContain('文稿管理与会务筹备')
    expect(all).toContain('主要 2/3')
    expect(all).toContain('全体的合在一起数〔选择')
    expect(all).toContain('按比例最多 1 倍')
    expect(all).toContain('列出的任务逐项赋分，标准分值 56 分')
    expect(all).toContain('加分减分')
  })
})
