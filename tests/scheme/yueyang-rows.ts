/**
 * The rows of annexes 2 and 3 of the departments' assessment of Yueyang, list by list: id, points, the figures by which
 * it changes, and how (`share`: equal shares of its points; `by-hand`: what is taken is decided; `all`: may be lost as a
 * whole; `exhausted`: 扣完为止 is printed).
 */
const text = `
[common]
common-branch-team 1 1
common-branch-meetings 1 0.5
common-branch-talks 1 0.2
common-branch-study 1 0.5
common-branch-review 1 0.5
common-village 1 1
common-volunteer 1 1
common-theme 1 0.2
common-community 1 1
common-vetting 1 0.2
common-abroad 0.5 0.2
common-personal 0.5 0.2
common-study 1 0.2
common-online 1 0.5
common-attendance 2 0.5
common-report 1 0.5
common-forms 1 0.5
common-clean-study 2 0.5
common-clean 6 1,2
[office]
office-documents 3 0.2
office-meetings 3 0.2
office-confidential 3 0.2
office-reception 4 0.5
office-wellbeing 3 1
office-relay 3 0.2
office-supervision 8 0.3
office-proposals 10 1
office-archives 3 0.5
office-other 5 0.3
[general-law]
gl-admin-law 5 0.5
gl-legality 3 0.5
gl-exam 2 0.5
gl-website 10 0.5
gl-info 10 1
gl-news 5 1
gl-writing 10 1
[operations]
op-monitor 15 1
op-enterprises 20 0.2
op-petrochem-task 2 1
op-petrochem-meet 3 1
op-relocate 5 2
[investment]
inv-growth 5 1
inv-rank 5 1
inv-funds 5 0.5
inv-tech-centre 5 2
inv-brand 5 2,5
inv-smart-firm 5 2
inv-smart-shop 5 2
inv-innovation 5 2,3
inv-621 5 1,2
[sme]
sme-platform 3 3
sme-services 2 2
sme-cloud 1 1
sme-cup 2 2
sme-expo 2 2
sme-promote 2 2
sme-tax 3 3
sme-ten 3 3
sme-company 5 0.5,5
sme-fund 5 5
sme-coord 5 5
sme-track 3 3
sme-pharma 5 0.5
sme-logistics 4 1
[energy-power]
ep-recycling 2.5 - by-hand
ep-tax 2.5 - by-hand
ep-green 5 - by-hand
ep-clean 3 - by-hand
ep-energy-check 2 - by-hand
ep-chemical 3 - by-hand
ep-order-plan 3 - by-hand
ep-order-peak 3 - by-hand
ep-direct 5 - by-hand
ep-housing 5 - by-hand
ep-power-safety 2.5 - by-hand
ep-power-disputes 2.5 - by-hand
ep-env-plan 2 - by-hand
ep-env-survey 2 - by-hand
ep-env-projects 2 - by-hand
[industry]
ind-sectors 10 2 exhausted
ind-rare 10 2 exhausted
ind-dispatch 15 2 exhausted
ind-wafer 10 2,3,5
[defence]
def-plan 10 2,3,5
def-fund 8 2,4
def-invite 7 3,4
def-projects 10 2,3
def-reform-points 3 3
def-reform-list 3 3
def-reform-done 4 4
[explosives]
exp-meetings 5 - share:2.5
exp-campaign 10 - by-hand
exp-checks 20 - share:5
exp-drills 3 - share:1.5
exp-month 5 - by-hand
exp-secrecy 2 - by-hand
[new-industry]
ni-analysis 7 1
ni-burden 8 1
ni-select 3 3
ni-plan 3 3
ni-rules 3 3
ni-inspect 8 1,2
ni-cadres 3 3
ni-capacity 5 1
ni-ev 5 1
[electronics]
el-output 8 0.5,2
el-projects 10 0.2,1
el-reports 8 0.5,1
el-exam 15 2
el-software 2 0.2
el-support 2 0.1
[informatisation]
it-training 3 1
it-fusion 8 2,3
it-plus 4 1,3
it-telecom 4 2
it-wellbeing 4 1
it-relief 4 1
it-idc 3 1
it-city 5 1
it-logistics 5 1
it-defence 5 1,3
[light-industry]
li-cooling 3 - by-hand
li-thread 3 1,2
li-watch 3 - by-hand
li-housing 3 1
li-safety 12 1,2
li-stability 10 1,2,3
li-city 5 1
li-firms 6 1
[radio-admin]
ra-spectrum 10 1,3,10
ra-approval 5 0.5,3 exhausted
ra-inspect 5 - all
ra-fake 5 0.5,1 exhausted
ra-water 5 1,4
ra-secure 5 0.1,1 exhausted
ra-building 4 0.5,2
ra-publicity 3 0.5 exhausted
ra-training 3 0.5
[reform]
re-stability 10 1,2,3
re-order-poll 6 2
re-general 2 1
re-drugs 2 1
re-firms-stable 3 - by-hand
re-firms-audit 4 - share:4/3
re-cooling 3 - by-hand
re-legacy 5 2
re-housing 5 1
re-city 5 - by-hand
[finance]
fi-accounts 20 0.5
fi-saving 15 0.5
fi-supervise 10 0.5
[personnel]
pe-training 5 0.5
pe-theme 5 0.5
pe-incentives 5 0.5
pe-selection 5 0.5
pe-pay 4 0.4
pe-talent 4 0.4
pe-files 4 0.4
pe-veterans 3 0.3
pe-study 5 0.5
pe-style 5 0.5
[retirees]
rt-visit 4 0.5
rt-army 2 1
rt-thought 4 1
rt-help 4 0.5
rt-gateball 4 0.5
rt-march 1 1
rt-autumn 3 1.5
rt-fishing 2 2
rt-health-course 4 2
rt-check 4 0.5,1
rt-youth 2 2
rt-science 2 2
rt-stability 6 1,3,6
rt-court 3 3
[party]
pa-dual 10 - share:10/7
pa-basics 10 - share:2
pa-meetings 10 - share:10/3
pa-centre 10 5 share:5/6
pa-ideology 5 - share:2.5
[discipline]
di-duty 1 - by-hand
di-meetings 4 1
di-letters 2 - by-hand
di-reports 2 0.5
di-cases 6 0.5
di-warning 2 1
di-talks 4 0.5
di-checks 6 0.5
di-reform-audit 4 0.5
di-relief 2 0.5
di-visits 4 1
di-major 4 0.5
di-account 4 1
[union]
un-general-a 5 1
un-general-b 5 1
un-general-c 5 1
un-rights 5 1
un-women 5 1
un-aid 5 2
un-open 5 - all
un-congress 5 2
un-events 5 2
[radio-station]
rs-assets 5 5
rs-site 3 1.5
rs-report 3 1
rs-em 3 0.5
rs-stations 5 2,3
rs-interfere 9 1 exhausted
rs-guard 6 1 all exhausted
rs-equip 6 1 exhausted
rs-training 3 0.5 exhausted
rs-support 2 0.5 exhausted
[energy-station]
es-report 10 2
es-plan 10 2
es-motor 15 2
es-env 10 2
[sme-centre]
sc-training 15 2
sc-platform 15 2
sc-data 15 1,2
[logistics]
lo-rent 5 1
lo-contract 5 1
lo-city 10 1
lo-general 5 1
lo-safety 5 1
lo-repair 5 1
lo-property 10 1
`

export interface Row {
  list: string
  id: string
  points: string
  figures: string[]
  share: string | null
  marks: string[]
}

export const rows: readonly Row[] = readRows()

function readRows(): Row[] {
  let list = ''
  return text
    .trim()
    .split('\n')
    .flatMap((line): Row[] => {
      if (line.startsWith('[')) {
        list = line.slice(1, -1)
        return []
      }
      const [id = '', points = '', figures = '', ...rest] = line.split(' ')
      const share = rest.find((one) => one.startsWith('share:'))?.slice('share:'.length) ?? null
      const marks = rest.filter((one) => !one.startsWith('share:'))
      return [
        { list, id, points, figures: figures === '-' ? [] : figures.split(','), share, marks },
      ]
    })
}
