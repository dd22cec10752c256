package org.idem.data.pickle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.data.pickle.Bytes.Form;
import org.idem.data.pickle.PickleValues.Global;
import org.idem.data.pickle.PickleValues.None;
import org.idem.data.pickle.PickleValues.Tuple;

/**
 * Runs the data opcodes of pickle protocols 0 to 5. Strings stay in the file as {@link Bytes}, whole numbers are
 * {@code Long}, lists and sets {@code List}, dictionaries {@code Map} with strings and numbers as keys, all else is in
 * {@link PickleValues}. Nothing is executed: what the names in a pickle stand for, a {@link AllowedGlobals} says.
 */
public final class Unpickler {
    private static final int PROTOCOL = 0x80;
    private static final String FIRST_WITHOUT_HEADER = "(]})cN";
    /** About what an object on the stack takes. */
    private static final long BYTES_PER_OPERATION = 64;

    /** About what an entry of a hash table takes. */
    private static final long BYTES_PER_ENTRY = 64;

    private final PickleInput in;
    private final PickleStack stack = new PickleStack();
    private final AllowedGlobals globals;
    private final long mostOperations;
    private final HeapBudget budget;

    /**
     * Reads one pickle, which may name the given globals and nothing else.
     *
     * @param mostOperations after which a pickle is refused; it bounds what a pickle can allocate to some hundred bytes
     *     each
     */
    public Unpickler(PickleInput in, AllowedGlobals globals, long mostOperations) {
        this(in, globals, mostOperations, HeapBudget.ofHeap());
    }

    Unpickler(PickleInput in, AllowedGlobals globals, long mostOperations, HeapBudget budget) {
        this.in = in;
        this.globals = globals;
        this.mostOperations = mostOperations;
        this.budget = budget;
    }

    /**
     * Runs to STOP and gives what is on the stack then.
     *
     * @throws PickleException if the pickle is broken, or wants anything that the globals does not have
     */
    public Object run() {
        long operations = 0;
        for (int opcode = first(); opcode != '.'; opcode = in.u1()) {
            if (++operations > mostOperations) {
                throw new PickleException("More than " + mostOperations + " operations");
            }
            budget.charge(BYTES_PER_OPERATION);
            if (!constant(opcode)
                    && !string(opcode)
                    && !structure(opcode)
                    && !dictionary(opcode)
                    && !named(opcode)
                    && !memory(opcode)) {
                throw new PickleException(String.format(Locale.ROOT, "Opcode 0x%02x is no plain data", opcode));
            }
        }
        return stack.pop();
    }

    /** The first opcode; protocols 0 and 1 begin without a header, with that of a container or a name. */
    private int first() {
        int opcode = in.u1();
        if (opcode != PROTOCOL) {
            if (FIRST_WITHOUT_HEADER.indexOf(opcode) < 0) {
                throw new PickleException("No pickle");
            }
            return opcode;
        }
        int protocol = in.u1();
        if (protocol < 2 || protocol > 5) {
            throw new PickleException("Pickle protocol " + protocol);
        }
        return in.u1();
    }

    private boolean constant(int opcode) {
        switch (opcode) {
            case 'N' -> stack.push(None.INSTANCE);
            case 0x88 -> stack.push(1L);
            case 0x89 -> stack.push(0L);
            case 'K' -> stack.push((long) in.u1());
            case 'M' -> stack.push((long) in.u2());
            case 'J' -> stack.push((long) in.i4());
            case 'I' -> stack.push(decimal(in.line()));
            case 'L' -> stack.push(decimal(withoutSuffix(in.line())));
            case 'F' -> stack.push(real(in.line()));
            case 0x8a -> stack.push(in.integer(in.u1()));
            case 0x8b -> stack.push(in.integer(in.u4()));
            case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.i8())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean string(int opcode) {
        switch (opcode) {
            case 'S' -> stack.push(in.literal());
            case 'V' -> stack.push(in.lineBytes(Form.RAW_UNICODE));
            case 'U', 'C' -> stack.push(in.bytes(in.u1(), Form.BYTES));
            case 'T', 'B' -> stack.push(in.bytes(in.u4(), Form.BYTES));
            case 0x8e, 0x96 -> stack.push(in.bytes(in.i8(), Form.BYTES));
            case 0x8c -> stack.push(in.bytes(in.u1(), Form.UTF8));
            case 'X' -> stack.push(in.bytes(in.u4(), Form.UTF8));
            case 0x8d -> stack.push(in.bytes(in.i8(), Form.UTF8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(int opcode) {
        switch (opcode) {
            case '(' -> stack.mark();
            case ']', 0x8f -> stack.push(new ArrayList<Object>());
            case 'l', 0x91 -> stack.push(stack.popToMark());
            case 'a' -> append(stack.pop(1));
            case 'e', 0x90 -> append(stack.popToMark());
            case ')' -> stack.push(new Tuple(List.of()));
            case 0x85 -> stack.push(new Tuple(stack.pop(1)));
            case 0x86 -> stack.push(new Tuple(stack.pop(2)));
            case 0x87 -> stack.push(new Tuple(stack.pop(3)));
            case 't' -> stack.push(new Tuple(stack.popToMark()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean dictionary(int opcode) {
        switch (opcode) {
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case 'd' -> {
                List<Object> items = stack.popToMark();
                stack.push(new LinkedHashMap<Object, Object>());
                put(items);
            }
            case 's' -> put(stack.pop(2));
            case 'u' -> put(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean named(int opcode) {
        switch (opcode) {
            case 'c' -> stack.push(global(in.line(), in.line()));
            case 0x93 -> {
                String name = in.text(stack.pop());
                stack.push(global(in.text(stack.pop()), name));
            }
            case 'R' -> reduce();
            case 'b' -> {
                Object state = stack.pop();
                globals.build(stack.peek(), state);
            }
            case 'Q' -> stack.push(globals.persistent(stack.pop()));
            case 'P' -> stack.push(globals.persistent(in.lineBytes(Form.UTF8)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case 'p' -> memoize(decimal(in.line()));
            case 'q' -> memoize(in.u1());
            case 'r' -> memoize(in.u4());
            case 'g' -> stack.push(stack.get(decimal(in.line())));
            case 'h' -> stack.push(stack.get(in.u1()));
            case 'j' -> stack.push(stack.get(in.u4()));
            case 0x94 -> memoize(stack.memoized());
            case '0' -> stack.pop();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.peek());
                // A frame only says how much to read ahead.
            case 0x95 -> in.i8();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void memoize(long key) {
        budget.charge(BYTES_PER_ENTRY);
        stack.put(key);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        if (!(stack.peek() instanceof List<?> list)) {
            throw new PickleException("Items for something that is no list");
        }
        ((List<Object>) list).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> items) {
        if (!(stack.peek() instanceof Map<?, ?> map) || items.size() % 2 != 0) {
            throw new PickleException("Keys and values for something that is no dictionary");
        }
        budget.charge(items.size() / 2 * BYTES_PER_ENTRY);
        for (int i = 0; i < items.size(); i += 2) {
            ((Map<Object, Object>) map).put(in.key(items.get(i)), items.get(i + 1));
        }
    }

    private Global global(String module, String name) {
        String full = module + "." + name;
        if (!globals.knows(full)) {
            throw new PickleException("It wants to call " + full + ", which is no plain data");
        }
        return new Global(full);
    }

    private void reduce() {
        Object arguments = stack.pop();
        if (stack.pop() instanceof Global global && arguments instanceof Tuple tuple) {
            stack.push(globals.call(global.name(), tuple.items()));
        } else {
            throw new PickleException("A call of something that is no callable");
        }
    }

    private static String withoutSuffix(String text) {
        return text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
    }

    private static double real(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new PickleException("No number: " + text);
        }
    }

    private static long decimal(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PickleException("No number: " + text);
        }
    }
}
