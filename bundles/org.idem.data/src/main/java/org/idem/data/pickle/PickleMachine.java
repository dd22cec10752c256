package org.idem.data.pickle;

import java.util.ArrayList;
import java.util.List;
import org.idem.data.pickle.Values.None;
import org.idem.data.pickle.Values.Tuple;
import org.idem.data.recordio.MappedFile;

/**
 * Runs the data opcodes of pickle protocols 2 to 5. Byte strings stay in the file. Nothing is executed: the few names
 * that verification sets contain are replaced by {@link KnownCallables}.
 */
final class PickleMachine {
    private final PickleInput in;
    private final PickleStack stack = new PickleStack();
    private final KnownCallables callables;

    PickleMachine(MappedFile file) {
        this.in = new PickleInput(file);
        this.callables = new KnownCallables(in);
    }

    PickleInput input() {
        return in;
    }

    /** Runs to STOP and gives what is on the stack then. */
    Object run() {
        if (in.u1() != 0x80) {
            throw new PickleException("No pickle of protocol 2 to 5");
        }
        int protocol = in.u1();
        if (protocol < 2 || protocol > 5) {
            throw new PickleException("Pickle protocol " + protocol);
        }
        for (int opcode = in.u1(); opcode != '.'; opcode = in.u1()) {
            if (!constant(opcode) && !string(opcode) && !structure(opcode) && !memory(opcode)) {
                throw new PickleException(String.format("Opcode 0x%02x is no plain data", opcode));
            }
        }
        return stack.pop();
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
            case 'U', 'C' -> stack.push(in.bytes(in.u1(), false));
            case 'T', 'B' -> stack.push(in.bytes(in.u4(), false));
            case 0x8e, 0x96 -> stack.push(in.bytes(in.i8(), false));
            case 0x8c -> stack.push(in.bytes(in.u1(), true));
            case 'X' -> stack.push(in.bytes(in.u4(), true));
            case 0x8d -> stack.push(in.bytes(in.i8(), true));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(int opcode) {
        switch (opcode) {
            case '(' -> stack.mark();
            case ']' -> stack.push(new ArrayList<Object>());
            case 'l' -> stack.push(stack.popToMark());
            case 'a' -> append(stack.pop(1));
            case 'e' -> append(stack.popToMark());
            case ')' -> stack.push(new Tuple(List.of()));
            case 0x85 -> stack.push(new Tuple(stack.pop(1)));
            case 0x86 -> stack.push(new Tuple(stack.pop(2)));
            case 0x87 -> stack.push(new Tuple(stack.pop(3)));
            case 't' -> stack.push(new Tuple(stack.popToMark()));
            case 'c' -> stack.push(KnownCallables.named(in.line(), in.line()));
            case 0x93 -> stackGlobal();
            case 'R' -> reduce();
            case 'b' -> build();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case 'q' -> stack.put(in.u1());
            case 'r' -> stack.put(in.u4());
            case 'h' -> stack.push(stack.get(in.u1()));
            case 'j' -> stack.push(stack.get(in.u4()));
            case 0x94 -> stack.memoize();
            case '0' -> stack.pop();
            case '2' -> stack.push(stack.peek());
                // A frame only says how much to read ahead.
            case 0x95 -> in.i8();
            default -> {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        if (!(stack.peek() instanceof List<?> list)) {
            throw new PickleException("Items for something that is no list");
        }
        ((List<Object>) list).addAll(items);
    }

    private void stackGlobal() {
        String name = in.text(stack.pop());
        stack.push(KnownCallables.named(in.text(stack.pop()), name));
    }

    private void reduce() {
        Object arguments = stack.pop();
        stack.push(callables.call(stack.pop(), arguments));
    }

    private void build() {
        Object state = stack.pop();
        callables.build(stack.peek(), state);
    }

    private static long decimal(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PickleException("No number: " + text);
        }
    }
}
