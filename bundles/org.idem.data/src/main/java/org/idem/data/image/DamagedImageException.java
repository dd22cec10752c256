package org.idem.data.image;

/** One picture of a set cannot be used; the others are unaffected. */
public final class DamagedImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final long offset;
    private final Damage damage;

    /**
     * Says what is wrong where.
     *
     * @param key what the set calls the picture
     * @param offset byte offset in the set's file, or −1 when there is none
     */
    public DamagedImageException(String key, long offset, Damage damage, String message) {
        super(message);
        this.key = key;
        this.offset = offset;
        this.damage = damage;
    }

    /** What the set calls the picture. */
    public String key() {
        return key;
    }

    /** Byte offset in the set's file, or −1 when there is none. */
    public long offset() {
        return offset;
    }

    /** Returns the kind of damage. */
    public Damage damage() {
        return damage;
    }

    /** What is wrong, as reports write it: {@code bad-magic}, {@code half-jpeg}. */
    public String kind() {
        return damage.word();
    }

    /** The same damage, with the place that the caller knows. */
    public DamagedImageException at(String betterKey, long betterOffset) {
        return new DamagedImageException(betterKey, betterOffset, damage, getMessage());
    }
}
