import type { ThemeConfig } from 'antd'

/**
 * Ant Design in the colours of the house. Text colours keep 4.5:1 on white and on the page's grey (its own defaults for
 * secondary text, placeholders and disabled text do not); borders of inputs keep 3:1.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b4ea2',
    colorInfo: '#0b4ea2',
    colorLink: '#0b4ea2',
    colorLinkHover: '#083a7a',
    // A link inside a sentence must differ by more than its colour.
    linkDecoration: 'underline',
    linkHoverDecoration: 'underline',
    linkFocusDecoration: 'underline',
    colorError: '#b8331f',
    colorWarning: '#8a5200',
    colorSuccess: '#1a6b43',
    colorErrorBg: '#fcf1ef',
    colorErrorBorder: '#e3b3ab',
    colorWarningBg: '#fdf5e6',
    colorWarningBorder: '#e3c48f',
    colorInfoBg: '#eaf1fb',
    colorInfoBorder: '#bcd3f2',
    colorText: '#1b2430',
    colorTextSecondary: '#55627a',
    colorTextTertiary: '#55627a',
    colorTextQuaternary: '#5f6c82',
    colorTextPlaceholder: '#5f6c82',
    colorTextDescription: '#55627a',
    colorTextDisabled: '#5f6c82',
    colorBorder: '#7f8ca1',
    colorBorderSecondary: '#e3e8ef',
    colorBgLayout: '#f5f7fa',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif',
    // Tools that are used all day answer at once.
    motion: false,
  },
  components: {
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Drawer: { paddingLG: 20 },
    // A label to read, not a thing to press: a lighter edge than that of inputs.
    Tag: { colorBorder: '#cbd3de', defaultBg: '#ffffff', defaultColor: '#55627a' },
  },
}
