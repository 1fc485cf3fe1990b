import '../shared/theme/tokens.css';
import '../shared/theme/base.css';
import '../shared/theme/parts.css';
import './resident.css';
import './screens/shelf/shelf.css';
import './screens/order/order.css';
import { openWindow } from '../shared/api/window-shell.tsx';
import { ResidentWindow } from './resident-window.tsx';

openWindow('/resident', <ResidentWindow />);
