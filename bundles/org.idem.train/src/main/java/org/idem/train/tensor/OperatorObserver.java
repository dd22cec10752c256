package org.idem.train.tensor;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueArrayRef;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.RecordFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Tells a listener of every operator that libtorch carries out in this process, by whichever of its Java layers it is
 * called, with its tensors: libtorch's own hook for profilers. Of operators that others are made of
 * the outputs are told, and the names of those that matter. The
 * presets do not wrap the hook's record, so it is laid out here; it is that of libtorch 2.7.
 */
final class OperatorObserver {
    private static final int SCOPES = 10;
    private static final int SCOPES_OFFSET = 24;
    /** Backward passes are told operator by operator. */
    private static final String TRANSPARENT = "autograd::";

    private final Listener listener;
    private final ThreadLocal<Calls> calls = ThreadLocal.withInitial(Calls::new);
    // The library keeps their addresses only.
    private final StartCallback started = this::start;
    private final EndCallback ended = this::end;
    private final Memory callback = new Memory(64);
    /** Names of inner operators that matter, empty of others, by their address. */
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    /** What happens around an operator, on its thread; must not throw. */
    interface Listener {
        /** Before an operator of this name, such as aten::add_. */
        void start(String operator, List<Tensor> inputs);

        /** Whether an operator that others are made of is to be told by {@link #startInner}; asked once for each name. */
        boolean matters(String operator);

        /** Before such an operator within another one. */
        void startInner(String operator);

        /** After it, and before that after each of those that it is made of: what they made may be kept for backward. */
        void end(List<Tensor> outputs);
    }

    /** Libtorch's start callback; the first argument is where its result goes. */
    interface StartCallback extends Callback {
        Pointer invoke(Pointer result, Pointer function);
    }

    /** Libtorch's end callback. */
    interface EndCallback extends Callback {
        void invoke(Pointer function, Pointer context);
    }

    private OperatorObserver(Listener listener) {
        this.listener = listener;
    }

    /** Observes from now on, until the process ends. */
    static void install(Listener listener) {
        Libtorch.load();
        OperatorObserver observer = new OperatorObserver(listener);
        observer.callback.clear();
        observer.callback.setPointer(0, CallbackReference.getFunctionPointer(observer.started));
        observer.callback.setPointer(8, CallbackReference.getFunctionPointer(observer.ended));
        observer.callback.setDouble(16, 1);
        observer.callback.setByte(SCOPES_OFFSET, (byte) 1);
        observer.callback.setByte(SCOPES_OFFSET + SCOPES, (byte) 1);
        observer.callback.setByte(SCOPES_OFFSET + SCOPES + 1, (byte) 1);
        torch.addGlobalCallback(new Address(Pointer.nativeValue(observer.callback)));
        INSTALLED.add(observer);
    }

    private static final List<OperatorObserver> INSTALLED = new ArrayList<>();

    private static final class Address extends org.bytedeco.javacpp.Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    /** What a thread is in the middle of: how many operators, one within the other. */
    private static final class Calls {
        private final Call innermost = new Call();
        private int depth;
    }

    /** Libtorch's record of a running operator, looked at in place. */
    private static final class Call extends RecordFunction {
        Call() {
            super(torch.RecordScope.USER_SCOPE);
            retainReference();
        }

        Call at(Pointer record) {
            address = Pointer.nativeValue(record);
            return this;
        }

        /** Its inputs, which stand before the outputs; the presets' own accessor looks for a flag that only debug builds have. */
        List<Tensor> inputTensors() {
            Inputs inputs = new Inputs(outputs().address() - Inputs.BEFORE_OUTPUTS);
            List<Tensor> tensors = new ArrayList<>();
            for (long i = 0; i < inputs.size(); i++) {
                addTensors(inputs.get(i), tensors);
            }
            return tensors;
        }

        List<Tensor> outputTensors() {
            IValueVector outputs = outputs();
            List<Tensor> tensors = new ArrayList<>();
            for (long i = 0; i < outputs.size(); i++) {
                addTensors(outputs.get(i), tensors);
            }
            return tensors;
        }

        private static void addTensors(IValue value, List<Tensor> tensors) {
            if (value.isTensor()) {
                tensors.add(value.toTensor());
            } else if (value.isTensorList()) {
                TensorVector list = value.toTensorVector();
                for (long i = 0; i < list.size(); i++) {
                    tensors.add(list.get(i));
                }
            }
        }
    }

    private static final class Inputs extends IValueArrayRef {
        /** Its two words and a map of named inputs stand before the outputs. */
        static final long BEFORE_OUTPUTS = 16 + 56;

        Inputs(long where) {
            super((org.bytedeco.javacpp.Pointer) null);
            this.address = where;
        }
    }

    private Pointer start(Pointer result, Pointer function) {
        result.setLong(0, 0);
        Calls running = calls.get();
        Call call = running.innermost.at(function);
        if (running.depth > 0) {
            running.depth++;
            startInner(call);
            return result;
        }
        PointerScope scope = new PointerScope();
        try {
            String name = call.name().getString();
            if (!name.startsWith(TRANSPARENT)) {
                running.depth++;
                listener.start(name, call.inputTensors());
            }
        } finally {
            scope.close();
        }
        return result;
    }

    /** Names are looked up by where they stand, since there are very many calls and few names. */
    private void startInner(Call call) {
        PointerScope scope = new PointerScope();
        try {
            BytePointer name = call.name();
            String told = names.computeIfAbsent(name.address(), where -> {
                String operator = name.getString();
                return listener.matters(operator) ? operator : "";
            });
            if (!told.isEmpty()) {
                listener.startInner(told);
            }
        } finally {
            scope.close();
        }
    }

    private void end(Pointer function, Pointer context) {
        Calls running = calls.get();
        Call call = running.innermost.at(function);
        if (running.depth == 0) {
            return;
        }
        running.depth--;
        PointerScope scope = new PointerScope();
        try {
            listener.end(call.outputTensors());
        } finally {
            scope.close();
        }
    }
}
