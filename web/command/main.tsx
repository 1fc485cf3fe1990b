import '../shared/theme/tokens.css';
import '../shared/theme/base.css';
import '../shared/theme/parts.css';
import './command.css';
import './town/town.css';
import { openWindow } from '../shared/api/window-shell.tsx';
import { CommandWindow } from './command-window.tsx';

openWindow('/command', <CommandWindow />);
