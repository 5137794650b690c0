import { render } from 'preact'
import { App } from './chat/app.js'
import './style/base.css'
import './style/layout.css'
import './style/clock.css'
import './style/play.css'
import './style/lists.css'
import './style/messages.css'
import './style/composer.css'
import './style/cards.js'

const root = document.getElementById('page')
if (root) render(<App />, root)
