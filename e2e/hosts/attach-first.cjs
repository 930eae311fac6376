// Loaded into Electron before the studio (electron -r). Playwright loads its own file like this only where it finds Electron by itself: it holds
// back `ready` until Playwright is attached. Without it a window may open in the middle of attaching, and the launch then never ends.
require(process.env.PLAYWRIGHT_ELECTRON_LOADER)
process.argv.splice(process.argv.indexOf('-r'), 2)
