package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes to send or to expect, as they were written: as text, which stands for its UTF-8 bytes, or in hexadecimal.
 *
 * @param written the text, or the hexadecimal digits
 * @param hex whether it is hexadecimal: two digits for each byte, upper or lower case, spaces allowed anywhere
 */
public record Payload(String written, boolean hex) {
    /**
     * A text.
     *
     * @param text any text
     * @return its UTF-8 bytes
     */
    public static Payload text(String text) {
        return new Payload(text, false);
    }

    /**
     * Bytes in hexadecimal, such as {@code 00 ff 0a}.
     *
     * @param digits two for each byte; whether they are is asked with {@link #isWellFormed()}
     * @return the bytes
     */
    public static Payload hex(String digits) {
        return new Payload(digits, true);
    }

    /**
     * Tells whether this stands for bytes.
     *
     * @return false for a hexadecimal payload with an odd number of digits or other characters
     */
    public boolean isWellFormed() {
        String digits = digits();
        return !hex || (digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit));
    }

    /**
     * The bytes.
     *
     * @return a new array; empty when this is not well-formed
     */
    public byte[] bytes() {
        if (!hex) {
            return written.getBytes(StandardCharsets.UTF_8);
        }
        return isWellFormed() ? HexFormat.of().parseHex(digits()) : new byte[0];
    }

    private String digits() {
        return written.replace(" ", "");
    }

    /** The text in quotes, or the digits after {@code hex}. */
    @Override
    public String toString() {
        return hex ? "hex " + Printable.of(written) : "'" + Printable.of(written) + "'";
    }
}
