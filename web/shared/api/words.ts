import { words } from '../i18n/words.ts';

export const sessionWords = words({
  loading: ['正在加载…', 'Loading…'],
  retry: ['重试', 'Try again'],
  offline: ['网络已断开，显示的可能不是最新内容', 'You are offline: this may not be the latest'],
  signInTitle: ['登录', 'Sign in'],
  phone: ['手机号', 'Phone number'],
  phoneHint: ['社区登记的手机号', 'The number your community has on file'],
  phoneFault: ['请输入 5 到 15 位数字', 'Please enter 5 to 15 digits'],
  sendCode: ['获取验证码', 'Send me a code'],
  code: ['验证码', 'One-time code'],
  codeHint: ['6 位数字，5 分钟内有效', 'Six digits, valid for five minutes'],
  codeFault: ['请输入 6 位数字', 'Please enter six digits'],
  codeSent: ['如果号码已登记，验证码已发出', 'If the number is on file, a code is on its way'],
  signIn: ['登录', 'Sign in'],
  otherPhone: ['换一个号码', 'Use another number'],
  signOut: ['退出登录', 'Sign out'],
  wrongWindow: ['此账号不能使用这个入口', 'This account cannot use this window'],
  signedInAs: ['当前账号：{name}', 'Signed in as {name}'],
  language: ['English', '中文'],
  elder: ['长辈版', 'Large print'],
  elderOff: ['标准版', 'Standard'],
});
