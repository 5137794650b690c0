import { z } from 'zod'
import { cleanTexts } from '../base/text.js'

/** A file or picture in a message, fetched with `LarkClient.downloadResource`. */
export interface FileIn {
  fileKey: string
  fileName: string
  type: 'image' | 'file'
}

const names: Readonly<Record<string, string>> = {
  image: '图片',
  file: '文件',
  folder: '文件夹',
  audio: '语音',
  media: '视频',
  sticker: '表情',
  vote: '投票',
  merge_forward: '合并转发的消息',
  share_chat: '群名片',
  share_user: '个人名片',
  location: '位置',
  calendar: '日程',
  share_calendar_event: '日程',
  general_calendar: '日程',
  video_chat: '视频会议',
  todo: '任务',
  hongbao: '红包',
  interactive: '卡片',
}

/** What a message that holds no words is, by its type and files, as it is called to the person. */
export function nameOfContent(type: string, files: readonly FileIn[]): string {
  return names[type === 'post' && files.length > 0 ? 'image' : type] ?? '这类消息'
}

const postNode = z.object({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  image_key: z.string().optional(),
  file_key: z.string().optional(),
})

const contentShape = z.object({
  text: z.string().optional(),
  title: z.string().optional(),
  content: z.array(z.array(postNode)).optional(),
  image_key: z.string().optional(),
  file_key: z.string().optional(),
  file_name: z.string().optional(),
})

/** Text and files of a message's content, a JSON string whose shape depends on the type (4.1). */
export function contentOf(type: string, raw: string): { text: string; files: FileIn[] } {
  const read = contentShape.safeParse(jsonOf(raw))
  if (!read.success) return { text: '', files: [] }
  const content = read.data
  if (type === 'text') return { text: content.text ?? '', files: [] }
  if (type === 'post') return postOf(content.title ?? '', content.content ?? [])
  if (type === 'image' && content.image_key)
    return { text: '', files: [picture(content.image_key)] }
  if ((type === 'file' || type === 'media' || type === 'audio') && content.file_key) {
    const fileName = content.file_name ?? content.file_key
    return { text: '', files: [{ fileKey: content.file_key, fileName, type: 'file' }] }
  }
  return { text: '', files: [] }
}

function postOf(title: string, rows: z.infer<typeof postNode>[][]): ReturnType<typeof contentOf> {
  const files: FileIn[] = []
  const lines = rows.map((row) =>
    row
      .map((node) => {
        if (node.tag === 'img' && node.image_key) files.push(picture(node.image_key))
        return node.tag === 'at' ? (node.user_id ?? '') : (node.text ?? '')
      })
      .join(''),
  )
  return { text: [title, ...lines].filter((line) => line !== '').join('\n'), files }
}

function picture(imageKey: string): FileIn {
  return { fileKey: imageKey, fileName: `${imageKey}.png`, type: 'image' }
}

function jsonOf(raw: string): unknown {
  try {
    return cleanTexts(JSON.parse(raw))
  } catch {
    return null
  }
}
