export { type ChartFigures, type ChartPoint, type ChartSeries, figureText } from "#lib/system/figures";
