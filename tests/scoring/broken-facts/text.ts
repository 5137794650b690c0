import { aliasBomb } from '../../scheme/alias-bomb.js'
import type { BrokenFacts } from './frame.js'

export const inText: BrokenFacts[] = [
  {
    name: 'a key written twice',
    lines: 'facts: []\n▲facts: []',
    codes: ['duplicate-key'],
    says: '键“facts”写了两次，只能留一个',
  },
  {
    name: 'a merge key',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, ▲<<: {unit: u}}]}\n',
    codes: ['unknown-key'],
    says: '不接受合并键 <<，请把内容直接写出来',
  },
  {
    name: 'a type tag',
    whole: 'year: ▲!!int 2025\nroster: {people: [{id: p, tier: desk}]}\n',
    codes: ['bad-yaml'],
    says: '不接受类型标签（!…），请删去',
  },
  {
    name: 'a second document',
    lines: '▲---\nyear: 2026',
    codes: ['bad-yaml'],
    says: '一个文件只能有一份内容，请删去 --- 之后的部分或另存一个文件',
  },
  {
    name: 'an alias of nothing',
    lines: 'facts: ▲*last-year',
    codes: ['bad-yaml'],
    says: '引用 *last-year 的锚点 &last-year 前面没有，请直接写出内容',
  },
  { name: 'a list inside itself', lines: 'facts: &all [▲*all]', codes: ['bad-yaml'] },
  {
    name: 'an alias bomb',
    whole: aliasBomb.replace('a1: &a1 [*a0', 'a1: &a1 [▲*a0'),
    codes: ['too-many-aliases'],
    says: '锚点（&、*）重复引用太多，展开后会过大；请把内容直接写出来',
  },
  {
    name: 'brackets without end',
    whole: `year: ${'['.repeat(101 - 1)}▲${'['.repeat(30000)}`,
    codes: ['too-deep'],
  },
  {
    name: 'a comma too many in JSON',
    ending: '.json',
    whole: '{"year": 2025, "roster": {"people": [{"id": "p", "tier": "desk"}▲,]}}',
    codes: ['bad-json'],
    says: 'JSON 里 ] 前面不能有逗号，请删去这个逗号',
  },
  {
    name: 'a remark in JSON',
    ending: '.json',
    whole: '{"year": 2025, ▲# 今年\n"roster": {"people": [{"id": "p", "tier": "desk"}]}}',
    codes: ['bad-json'],
  },
  {
    name: 'nothing at all',
    whole: '▲',
    codes: ['empty-file'],
    says: '文件里没有内容；请照例子（example-facts.yaml、scheme.yaml）写',
  },
  { name: 'a remark and nothing else', whole: '▲# 明天写\n', codes: ['empty-file'] },
  {
    name: 'a list instead of a file',
    whole: '▲- year: 2025\n',
    codes: ['bad-value'],
    says: '这里要一组键，写的是一个列表',
  },
  { name: 'a NUL', whole: 'year: 2025\nroster: ▲\u0000\n', codes: ['control-character'] },
]
