import WebSocket from 'ws'

// Preloaded into the bot (node --import): KAOHE_DIE=press:2 ends the process, as kill -9 does, in the moment in
// which it would write its 2nd answer to a press into the long connection; event:1 at the first receipt of an
// event. All that comes before, the commit too, has happened; what comes after has not.
const [what, count = ''] = (process.env.KAOHE_DIE ?? '').split(':')
let left = Number.parseInt(count, 10)
const send = WebSocket.prototype.send

/** What a frame answers: its payload is JSON with `data` in base64, `{}` for an event. */
function answered(frame) {
  const text = Buffer.from(frame).toString('latin1')
  if (!text.includes('"code":200')) return 'nothing'
  return text.includes('"data":"e30="') ? 'event' : 'press'
}

WebSocket.prototype.send = function (frame, ...rest) {
  if (answered(frame) === what) {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
  return send.call(this, frame, ...rest)
}
