export default {
  title: 'Training notes',
  url: 'https://docs.example',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false, theme: {} }]],
  scripts: [{ src: 'https://tunecost.example/embed/tune-cost.js', async: true }],
  themeConfig: { colorMode: { respectPrefersColorScheme: true } },
};
