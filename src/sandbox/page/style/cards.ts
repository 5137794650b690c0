/** The looks of cards, wherever they are shown: the frame first, what stands in it after. */
import './card.css'
import './markdown.css'
import './container.css'
import './picture.css'
import './table.css'
import './button.css'
import './field.css'
import './choice.css'
