import { flag, text, type JsonNode } from '../json.js'
import { box, width } from './measure.js'

/** Component `audio`: the uploaded sound with the browser's own controls. */
export function Audio({ node }: { node: JsonNode }) {
  const key = text(node, 'file_key')
  return (
    // biome-ignore lint/a11y/useMediaCaption: what people record has no captions
    <audio
      class="audio"
      style={{ margin: box(node, 'margin'), width: width(text(node, 'width')) }}
      controls={!flag(node, 'disabled')}
      preload="none"
      src={`/control/files/${encodeURIComponent(key)}`}
    />
  )
}
