import { render } from 'preact'
import { App } from './chat/app.js'
import './style/base.css'
import './style/chat.css'
import './style/card.css'
import './style/controls.css'

const root = document.getElementById('page')
if (root) render(<App />, root)
