// What scripts add to every page. Nothing here is needed to read; each module looks for its own parts.
// The modules stay in one folder and import each other by relative paths.

import { switchTheme } from './theme.js'
import { foldTabs } from './tabs.js'
import { offerCopies } from './copy.js'
import { followHeadings } from './toc.js'
import { closeMenus } from './menu.js'
import { printOnRequest } from './print.js'
import { offerSearch } from './finder.js'

switchTheme(document)
foldTabs(document)
offerCopies(document)
followHeadings(document)
closeMenus(document)
printOnRequest(document)
offerSearch(document)
