import type { DocketFormView } from '../../src/flows/docket/views.js'
import {
  button,
  buttons,
  card,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  labelled,
  literal,
  minutePicker,
  quiet,
  select,
} from '../kit.js'
import { docketElements } from './docket-card.js'
import { dueText, stateOf } from './words.js'

type Step = Extract<DocketFormView['step'], { step: 'form' }>

/** The form of the register, or the matter that it has become. */
export function renderDocketForm({ step }: DocketFormView, frame: Frame): Element {
  if (step.step === 'form') return renderForm(step, frame)
  const { docket } = step
  return card({ title: '督办登记', subtitle: docket.kind, ...stateOf(docket) }, [
    ...docketElements(docket),
    buttons(
      button(frame, '再登记一件', { verb: 'docket.again' }, { primary: true }),
      button(frame, '打开这一件', { verb: 'open', args: ['docket', docket.id] }),
      button(frame, '登记簿', { verb: 'open', args: ['dockets', 'all'] }),
    ),
    quiet('来文、来信的扫描件直接发到这里，就附在这一件上。'),
  ])
}

function renderForm(step: Step, frame: Frame): Element {
  const { words, reckoned, contact } = step
  const value = words.received
  return card({ title: '督办登记', tone: 'blue', tag: '待登记' }, [
    labelled(
      ['期限', reckoned === null ? '填好后按“算期限”' : `**${dueLine(reckoned)}**`],
      ['规定', `${literal(step.says)}（${literal(step.clause)}）`],
    ),
    form('docket', [
      fieldLabel('哪一类', true),
      select({
        name: 'kind',
        placeholder: '哪一类',
        options: step.kinds.map(({ id, name }) => ({ value: id, text: name })),
        value: words.kind,
      }),
      input({ name: 'title', label: '事由 *', limit: 'docket.title', value: words.title }),
      input({
        name: 'source',
        label: contact === null ? '来自哪里、文号' : '来人、来电或来信，联系方式',
        limit: 'docket.source',
        value: words.source,
      }),
      fieldLabel('收到的时间', true),
      minutePicker({ name: 'received', ...(value === '' ? {} : { value }) }),
      ...(contact === null
        ? [
            fieldLabel('自带的期限（没有的不填）'),
            dayPicker({
              name: 'explicit',
              ...(words.explicit === '' ? {} : { value: words.explicit }),
            }),
          ]
        : []),
      ...(contact === 'unclear' ? [] : ownerFields(step)),
      buttons(
        button(
          frame,
          '登记',
          { verb: 'docket.submit', args: [step.shown] },
          { primary: true, submit: true },
        ),
        button(frame, '算期限', { verb: 'docket.look', args: [step.shown] }, { submit: true }),
      ),
    ]),
    quiet('登记后告诉承办和协办的人；期限过半和最后一天提醒。'),
  ])
}

function ownerFields({ words, contact }: Step): Element[] {
  const label =
    contact === 'own' ? '由谁办（不填就是您）' : contact === 'other' ? '请谁接办 *' : '由谁办 *'
  return [
    input({
      name: 'owner',
      label,
      limit: 'docket.owner',
      placeholder: '处室或姓名，可写拼音首字母',
      value: words.owner,
    }),
    input({
      name: 'assistants',
      label: '协办',
      limit: 'docket.assistants',
      placeholder: '处室或姓名，用顿号隔开，可不填',
      value: words.assistants,
    }),
  ]
}

function dueLine({ due, at, provisional }: NonNullable<Step['reckoned']>): string {
  return dueText({ due, dueAt: at, provisional })
}
