import { action } from '../access.js'

/** Who sends information in; who decides on it stands in the procedures of the schemes. */
export const sendInformation = action('info.send', '报送信息', ['everybody', 'self'])
