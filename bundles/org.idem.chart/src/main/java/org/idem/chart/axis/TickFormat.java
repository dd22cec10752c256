package org.idem.chart.axis;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers as people write them on axes: 1,200,000 and 0.25 plainly, 1e-6 with an exponent. */
public final class TickFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;

    private final int digits;

    /**
     * Writes numbers with a few digits.
     *
     * @param digits significant ones, at least 1
     */
    public TickFormat(int digits) {
        this.digits = digits;
    }

    @Override
    public StringBuffer format(double number, StringBuffer out, FieldPosition position) {
        double size = Math.abs(number);
        boolean exponent = number != 0 && (size < 0.999e-3 || size >= 1e9);
        if (!Double.isFinite(number)) {
            return out.append(number);
        }
        return out.append(exponent ? scientific(number) : plain(number, size));
    }

    private String plain(double number, double size) {
        int whole = size < 1 ? 0 : (int) Math.floor(Math.log10(size)) + 1;
        int leading = size > 0 && size < 1 ? (int) -Math.floor(Math.log10(size)) - 1 : 0;
        int decimals = Math.max(0, digits - whole + leading);
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMaximumFractionDigits(decimals);
        return format.format(number);
    }

    private String scientific(double number) {
        String pattern = "0." + "#".repeat(Math.max(1, digits - 1)) + "E0";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(number)
                .replace('E', 'e');
    }

    @Override
    public StringBuffer format(long number, StringBuffer out, FieldPosition position) {
        return format((double) number, out, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        return NumberFormat.getInstance(Locale.ENGLISH).parse(source, position);
    }
}
