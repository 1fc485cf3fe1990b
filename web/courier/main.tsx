import '../shared/theme/tokens.css';
import '../shared/theme/base.css';
import '../shared/theme/parts.css';
import './courier.css';
import { openWindow } from '../shared/api/window-shell.tsx';
import { CourierWindow } from './courier-window.tsx';

openWindow('/courier', <CourierWindow />);
