// Long: two lines for each icon, and nothing else.
import type { LucideIcon } from 'lucide-react'
import Activity from 'lucide-react/icons/activity'
import Archive from 'lucide-react/icons/archive'
import ArchiveRestore from 'lucide-react/icons/archive-restore'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowDownToDot from 'lucide-react/icons/arrow-down-to-dot'
import ArrowDownUp from 'lucide-react/icons/arrow-down-up'
import ArrowRight from 'lucide-react/icons/arrow-right'
import ArrowRightLeft from 'lucide-react/icons/arrow-right-left'
import ArrowUp from 'lucide-react/icons/arrow-up'
import ArrowUpDown from 'lucide-react/icons/arrow-up-down'
import Axis3d from 'lucide-react/icons/axis-3d'
import BadgeCheck from 'lucide-react/icons/badge-check'
import Ban from 'lucide-react/icons/ban'
import Bell from 'lucide-react/icons/bell'
import BetweenHorizontalEnd from 'lucide-react/icons/between-horizontal-end'
import BetweenHorizontalStart from 'lucide-react/icons/between-horizontal-start'
import Binary from 'lucide-react/icons/binary'
import Binoculars from 'lucide-react/icons/binoculars'
import Blend from 'lucide-react/icons/blend'
import BookOpen from 'lucide-react/icons/book-open'
import BookSearch from 'lucide-react/icons/book-search'
import Box from 'lucide-react/icons/box'
import Boxes from 'lucide-react/icons/boxes'
import Braces from 'lucide-react/icons/braces'
import Brackets from 'lucide-react/icons/brackets'
import Brain from 'lucide-react/icons/brain'
import BrainCircuit from 'lucide-react/icons/brain-circuit'
import BrushCleaning from 'lucide-react/icons/brush-cleaning'
import Calculator from 'lucide-react/icons/calculator'
import Calendar from 'lucide-react/icons/calendar'
import CalendarArrowDown from 'lucide-react/icons/calendar-arrow-down'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import CalendarDays from 'lucide-react/icons/calendar-days'
import CalendarPlus from 'lucide-react/icons/calendar-plus'
import CalendarSync from 'lucide-react/icons/calendar-sync'
import CaseSensitive from 'lucide-react/icons/case-sensitive'
import ChartArea from 'lucide-react/icons/chart-area'
import ChartBar from 'lucide-react/icons/chart-bar'
import ChartColumn from 'lucide-react/icons/chart-column'
import ChartLine from 'lucide-react/icons/chart-line'
import ChartNetwork from 'lucide-react/icons/chart-network'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import ChartPie from 'lucide-react/icons/chart-pie'
import ChartScatter from 'lucide-react/icons/chart-scatter'
import ChartSpline from 'lucide-react/icons/chart-spline'
import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import ChevronUp from 'lucide-react/icons/chevron-up'
import Circle from 'lucide-react/icons/circle'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleDot from 'lucide-react/icons/circle-dot'
import CircleX from 'lucide-react/icons/circle-x'
import ClipboardList from 'lucide-react/icons/clipboard-list'
import ClipboardPaste from 'lucide-react/icons/clipboard-paste'
import Clock from 'lucide-react/icons/clock'
import Cloud from 'lucide-react/icons/cloud'
import Code from 'lucide-react/icons/code'
import Columns2 from 'lucide-react/icons/columns-2'
import Columns3 from 'lucide-react/icons/columns-3'
import Combine from 'lucide-react/icons/combine'
import Copy from 'lucide-react/icons/copy'
import CopyMinus from 'lucide-react/icons/copy-minus'
import CopyX from 'lucide-react/icons/copy-x'
import CornerDownRight from 'lucide-react/icons/corner-down-right'
import Database from 'lucide-react/icons/database'
import Dices from 'lucide-react/icons/dices'
import Diff from 'lucide-react/icons/diff'
import Download from 'lucide-react/icons/download'
import Droplet from 'lucide-react/icons/droplet'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Eraser from 'lucide-react/icons/eraser'
import Eye from 'lucide-react/icons/eye'
import FileIcon from 'lucide-react/icons/file'
import FileDown from 'lucide-react/icons/file-down'
import FileOutput from 'lucide-react/icons/file-output'
import FilePlus from 'lucide-react/icons/file-plus'
import FileSpreadsheet from 'lucide-react/icons/file-spreadsheet'
import FileText from 'lucide-react/icons/file-text'
import Flag from 'lucide-react/icons/flag'
import FlaskConical from 'lucide-react/icons/flask-conical'
import Folder from 'lucide-react/icons/folder'
import FolderOpen from 'lucide-react/icons/folder-open'
import Funnel from 'lucide-react/icons/funnel'
import Gauge from 'lucide-react/icons/gauge'
import GitBranch from 'lucide-react/icons/git-branch'
import GitCompare from 'lucide-react/icons/git-compare'
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import GitFork from 'lucide-react/icons/git-fork'
import GitMerge from 'lucide-react/icons/git-merge'
import Globe from 'lucide-react/icons/globe'
import Grid2x2Plus from 'lucide-react/icons/grid-2x2-plus'
import Grid3x3 from 'lucide-react/icons/grid-3x3'
import GripVertical from 'lucide-react/icons/grip-vertical'
import Group from 'lucide-react/icons/group'
import HandCoins from 'lucide-react/icons/hand-coins'
import Hash from 'lucide-react/icons/hash'
import HeartPulse from 'lucide-react/icons/heart-pulse'
import History from 'lucide-react/icons/history'
import House from 'lucide-react/icons/house'
import Info from 'lucide-react/icons/info'
import KeyRound from 'lucide-react/icons/key-round'
import Keyboard from 'lucide-react/icons/keyboard'
import Languages from 'lucide-react/icons/languages'
import Layers from 'lucide-react/icons/layers'
import Layers2 from 'lucide-react/icons/layers-2'
import LayoutGrid from 'lucide-react/icons/layout-grid'
import Lightbulb from 'lucide-react/icons/lightbulb'
import Link from 'lucide-react/icons/link'
import List from 'lucide-react/icons/list'
import ListChecks from 'lucide-react/icons/list-checks'
import ListCollapse from 'lucide-react/icons/list-collapse'
import ListFilter from 'lucide-react/icons/list-filter'
import ListOrdered from 'lucide-react/icons/list-ordered'
import ListPlus from 'lucide-react/icons/list-plus'
import ListTree from 'lucide-react/icons/list-tree'
import ListX from 'lucide-react/icons/list-x'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import Lock from 'lucide-react/icons/lock'
import LogIn from 'lucide-react/icons/log-in'
import LogOut from 'lucide-react/icons/log-out'
import MapIcon from 'lucide-react/icons/map'
import Maximize from 'lucide-react/icons/maximize'
import Merge from 'lucide-react/icons/merge'
import Minus from 'lucide-react/icons/minus'
import Monitor from 'lucide-react/icons/monitor'
import MonitorPlay from 'lucide-react/icons/monitor-play'
import Moon from 'lucide-react/icons/moon'
import MoveHorizontal from 'lucide-react/icons/move-horizontal'
import Network from 'lucide-react/icons/network'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Package from 'lucide-react/icons/package'
import PaintBucket from 'lucide-react/icons/paint-bucket'
import PanelBottom from 'lucide-react/icons/panel-bottom'
import PanelLeft from 'lucide-react/icons/panel-left'
import PanelRight from 'lucide-react/icons/panel-right'
import PanelTop from 'lucide-react/icons/panel-top'
import Pencil from 'lucide-react/icons/pencil'
import PencilLine from 'lucide-react/icons/pencil-line'
import Percent from 'lucide-react/icons/percent'
import Pin from 'lucide-react/icons/pin'
import Play from 'lucide-react/icons/play'
import Plug from 'lucide-react/icons/plug'
import PlugZap from 'lucide-react/icons/plug-zap'
import Plus from 'lucide-react/icons/plus'
import Presentation from 'lucide-react/icons/presentation'
import Radar from 'lucide-react/icons/radar'
import Radio from 'lucide-react/icons/radio'
import Redo2 from 'lucide-react/icons/redo-2'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Regex from 'lucide-react/icons/regex'
import Repeat2 from 'lucide-react/icons/repeat-2'
import Replace from 'lucide-react/icons/replace'
import ReplaceAll from 'lucide-react/icons/replace-all'
import Rotate3d from 'lucide-react/icons/rotate-3d'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Route from 'lucide-react/icons/route'
import Rows2 from 'lucide-react/icons/rows-2'
import Rows3 from 'lucide-react/icons/rows-3'
import Ruler from 'lucide-react/icons/ruler'
import Save from 'lucide-react/icons/save'
import Scale from 'lucide-react/icons/scale'
import Scaling from 'lucide-react/icons/scaling'
import ScanSearch from 'lucide-react/icons/scan-search'
import Scissors from 'lucide-react/icons/scissors'
import Search from 'lucide-react/icons/search'
import SearchX from 'lucide-react/icons/search-x'
import Send from 'lucide-react/icons/send'
import Server from 'lucide-react/icons/server'
import Settings from 'lucide-react/icons/settings'
import Shapes from 'lucide-react/icons/shapes'
import Sheet from 'lucide-react/icons/sheet'
import Shield from 'lucide-react/icons/shield'
import ShieldCheck from 'lucide-react/icons/shield-check'
import Shuffle from 'lucide-react/icons/shuffle'
import Sigma from 'lucide-react/icons/sigma'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import SpellCheck from 'lucide-react/icons/spell-check'
import Spline from 'lucide-react/icons/spline'
import Split from 'lucide-react/icons/split'
import Square from 'lucide-react/icons/square'
import SquareFunction from 'lucide-react/icons/square-function'
import SquareSigma from 'lucide-react/icons/square-sigma'
import SquareStack from 'lucide-react/icons/square-stack'
import Star from 'lucide-react/icons/star'
import StickyNote from 'lucide-react/icons/sticky-note'
import Sun from 'lucide-react/icons/sun'
import SunMoon from 'lucide-react/icons/sun-moon'
import Table from 'lucide-react/icons/table'
import Table2 from 'lucide-react/icons/table-2'
import TableColumnsSplit from 'lucide-react/icons/table-columns-split'
import TableProperties from 'lucide-react/icons/table-properties'
import TableRowsSplit from 'lucide-react/icons/table-rows-split'
import Tag from 'lucide-react/icons/tag'
import Tags from 'lucide-react/icons/tags'
import Tally5 from 'lucide-react/icons/tally-5'
import Target from 'lucide-react/icons/target'
import Terminal from 'lucide-react/icons/terminal'
import TextCursorInput from 'lucide-react/icons/text-cursor-input'
import TextSearch from 'lucide-react/icons/text-search'
import Timer from 'lucide-react/icons/timer'
import ToggleRight from 'lucide-react/icons/toggle-right'
import Trash2 from 'lucide-react/icons/trash-2'
import TreeDeciduous from 'lucide-react/icons/tree-deciduous'
import TreePine from 'lucide-react/icons/tree-pine'
import Trees from 'lucide-react/icons/trees'
import TrendingUp from 'lucide-react/icons/trending-up'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import Trophy from 'lucide-react/icons/trophy'
import Type from 'lucide-react/icons/type'
import Undo2 from 'lucide-react/icons/undo-2'
import UnfoldVertical from 'lucide-react/icons/unfold-vertical'
import Unlink from 'lucide-react/icons/unlink'
import Upload from 'lucide-react/icons/upload'
import UserSearch from 'lucide-react/icons/user-search'
import Users from 'lucide-react/icons/users'
import Variable from 'lucide-react/icons/variable'
import VenetianMask from 'lucide-react/icons/venetian-mask'
import WandSparkles from 'lucide-react/icons/wand-sparkles'
import Waypoints from 'lucide-react/icons/waypoints'
import Workflow from 'lucide-react/icons/workflow'
import Wrench from 'lucide-react/icons/wrench'
import X from 'lucide-react/icons/x'
import Zap from 'lucide-react/icons/zap'

// One file per icon: the entry of the package would make the build read all two thousand of them.
/** The icons of the studio by their lucide names; nodes of the catalogue choose from them. */
export const icons: Readonly<Record<string, LucideIcon>> = {
  activity: Activity,
  archive: Archive,
  'archive-restore': ArchiveRestore,
  'arrow-down': ArrowDown,
  'arrow-down-to-dot': ArrowDownToDot,
  'arrow-down-up': ArrowDownUp,
  'arrow-right': ArrowRight,
  'arrow-right-left': ArrowRightLeft,
  'arrow-up': ArrowUp,
  'arrow-up-down': ArrowUpDown,
  'axis-3d': Axis3d,
  'badge-check': BadgeCheck,
  ban: Ban,
  bell: Bell,
  'between-horizontal-end': BetweenHorizontalEnd,
  'between-horizontal-start': BetweenHorizontalStart,
  binary: Binary,
  binoculars: Binoculars,
  blend: Blend,
  'book-open': BookOpen,
  'book-search': BookSearch,
  box: Box,
  boxes: Boxes,
  braces: Braces,
  brackets: Brackets,
  brain: Brain,
  'brain-circuit': BrainCircuit,
  'brush-cleaning': BrushCleaning,
  calculator: Calculator,
  calendar: Calendar,
  'calendar-arrow-down': CalendarArrowDown,
  'calendar-clock': CalendarClock,
  'calendar-days': CalendarDays,
  'calendar-plus': CalendarPlus,
  'calendar-sync': CalendarSync,
  'case-sensitive': CaseSensitive,
  'chart-area': ChartArea,
  'chart-bar': ChartBar,
  'chart-column': ChartColumn,
  'chart-line': ChartLine,
  'chart-network': ChartNetwork,
  'chart-no-axes-column': ChartNoAxesColumn,
  'chart-pie': ChartPie,
  'chart-scatter': ChartScatter,
  'chart-spline': ChartSpline,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  circle: Circle,
  'circle-check': CircleCheck,
  'circle-dashed': CircleDashed,
  'circle-dot': CircleDot,
  'circle-x': CircleX,
  'clipboard-list': ClipboardList,
  'clipboard-paste': ClipboardPaste,
  clock: Clock,
  cloud: Cloud,
  code: Code,
  'columns-2': Columns2,
  'columns-3': Columns3,
  combine: Combine,
  copy: Copy,
  'copy-minus': CopyMinus,
  'copy-x': CopyX,
  'corner-down-right': CornerDownRight,
  database: Database,
  dices: Dices,
  diff: Diff,
  download: Download,
  droplet: Droplet,
  ellipsis: Ellipsis,
  eraser: Eraser,
  eye: Eye,
  file: FileIcon,
  'file-down': FileDown,
  'file-output': FileOutput,
  'file-plus': FilePlus,
  'file-spreadsheet': FileSpreadsheet,
  'file-text': FileText,
  flag: Flag,
  'flask-conical': FlaskConical,
  folder: Folder,
  'folder-open': FolderOpen,
  funnel: Funnel,
  gauge: Gauge,
  'git-branch': GitBranch,
  'git-compare': GitCompare,
  'git-compare-arrows': GitCompareArrows,
  'git-fork': GitFork,
  'git-merge': GitMerge,
  globe: Globe,
  'grid-2x2-plus': Grid2x2Plus,
  'grid-3x3': Grid3x3,
  'grip-vertical': GripVertical,
  group: Group,
  'hand-coins': HandCoins,
  hash: Hash,
  'heart-pulse': HeartPulse,
  history: History,
  house: House,
  info: Info,
  'key-round': KeyRound,
  keyboard: Keyboard,
  languages: Languages,
  layers: Layers,
  'layers-2': Layers2,
  'layout-grid': LayoutGrid,
  lightbulb: Lightbulb,
  link: Link,
  list: List,
  'list-checks': ListChecks,
  'list-collapse': ListCollapse,
  'list-filter': ListFilter,
  'list-ordered': ListOrdered,
  'list-plus': ListPlus,
  'list-tree': ListTree,
  'list-x': ListX,
  'loader-circle': LoaderCircle,
  lock: Lock,
  'log-in': LogIn,
  'log-out': LogOut,
  map: MapIcon,
  maximize: Maximize,
  merge: Merge,
  minus: Minus,
  monitor: Monitor,
  'monitor-play': MonitorPlay,
  moon: Moon,
  'move-horizontal': MoveHorizontal,
  network: Network,
  'octagon-alert': OctagonAlert,
  package: Package,
  'paint-bucket': PaintBucket,
  'panel-bottom': PanelBottom,
  'panel-left': PanelLeft,
  'panel-right': PanelRight,
  'panel-top': PanelTop,
  pencil: Pencil,
  'pencil-line': PencilLine,
  percent: Percent,
  pin: Pin,
  play: Play,
  plug: Plug,
  'plug-zap': PlugZap,
  plus: Plus,
  presentation: Presentation,
  radar: Radar,
  radio: Radio,
  'redo-2': Redo2,
  'refresh-cw': RefreshCw,
  regex: Regex,
  'repeat-2': Repeat2,
  replace: Replace,
  'replace-all': ReplaceAll,
  'rotate-3d': Rotate3d,
  'rotate-ccw': RotateCcw,
  route: Route,
  'rows-2': Rows2,
  'rows-3': Rows3,
  ruler: Ruler,
  save: Save,
  scale: Scale,
  scaling: Scaling,
  'scan-search': ScanSearch,
  scissors: Scissors,
  search: Search,
  'search-x': SearchX,
  send: Send,
  server: Server,
  settings: Settings,
  shapes: Shapes,
  sheet: Sheet,
  shield: Shield,
  'shield-check': ShieldCheck,
  shuffle: Shuffle,
  sigma: Sigma,
  'sliders-horizontal': SlidersHorizontal,
  'spell-check': SpellCheck,
  spline: Spline,
  split: Split,
  square: Square,
  'square-function': SquareFunction,
  'square-sigma': SquareSigma,
  'square-stack': SquareStack,
  star: Star,
  'sticky-note': StickyNote,
  sun: Sun,
  'sun-moon': SunMoon,
  table: Table,
  'table-2': Table2,
  'table-columns-split': TableColumnsSplit,
  'table-properties': TableProperties,
  'table-rows-split': TableRowsSplit,
  tag: Tag,
  tags: Tags,
  'tally-5': Tally5,
  target: Target,
  terminal: Terminal,
  'text-cursor-input': TextCursorInput,
  'text-search': TextSearch,
  timer: Timer,
  'toggle-right': ToggleRight,
  'trash-2': Trash2,
  'tree-deciduous': TreeDeciduous,
  'tree-pine': TreePine,
  trees: Trees,
  'trending-up': TrendingUp,
  'triangle-alert': TriangleAlert,
  trophy: Trophy,
  type: Type,
  'undo-2': Undo2,
  'unfold-vertical': UnfoldVertical,
  unlink: Unlink,
  upload: Upload,
  'user-search': UserSearch,
  users: Users,
  variable: Variable,
  'venetian-mask': VenetianMask,
  'wand-sparkles': WandSparkles,
  waypoints: Waypoints,
  workflow: Workflow,
  wrench: Wrench,
  x: X,
  zap: Zap,
}
