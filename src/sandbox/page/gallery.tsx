import { render } from 'preact'
import { Card } from './card/card.js'
import type { CardHost } from './card/host.js'
import { children, child, isNode, text, type JsonNode } from './json.js'
import { Overlays, showToast } from './overlays.js'
import { directoryOf } from './people.js'
import './style/base.css'
import './style/cards.js'
import './style/gallery.css'

/** `/gallery.json`: a list of `{name, card}`, or `{people: [{openId, name}], cards: [...]}`. */
async function show(root: HTMLElement): Promise<void> {
  const response = await fetch('gallery.json')
  const answer: unknown = response.ok ? await response.json() : []
  const samples = Array.isArray(answer)
    ? answer.filter(isNode)
    : isNode(answer)
      ? children(answer, 'cards')
      : []
  const people = isNode(answer) ? children(answer, 'people') : []
  const only = new URLSearchParams(location.search).get('name')
  const host = galleryHost(people)
  const shown = samples.filter((sample) => !only || text(sample, 'name') === only)
  render(
    <>
      {shown.length === 0 && (
        <div class="empty">没有样张：/gallery.json 里放 [{'{name, card}'}]</div>
      )}
      {shown.map((sample) => (
        <Sample key={text(sample, 'name')} sample={sample} host={host} />
      ))}
      <Overlays />
    </>,
    root,
  )
}

function Sample({ sample, host }: { sample: JsonNode; host: CardHost }) {
  const card = child(sample, 'card')
  return (
    <section class="sample" data-name={text(sample, 'name')}>
      <h2>{text(sample, 'name')}</h2>
      <div class="sample-widths">
        <div class="sample-desktop">
          <Card content={card} host={host} phone={false} />
        </div>
        <div class="sample-phone">
          <Card content={card} host={host} phone />
        </div>
      </div>
    </section>
  )
}

function galleryHost(people: readonly JsonNode[]): CardHost {
  const directory = directoryOf(
    people.map((person) => ({
      openId: text(person, 'openId'),
      userId: text(person, 'userId'),
      name: text(person, 'name'),
      title: '',
      duties: [],
      departments: [],
      avatarColor: '',
      resigned: false,
    })),
  )
  return {
    directory,
    async press(press) {
      showToast({ type: 'info', content: `样张：${JSON.stringify(press)}` })
      return { cardChanged: false, missing: [] }
    },
  }
}

const root = document.getElementById('page')
if (root) void show(root)
