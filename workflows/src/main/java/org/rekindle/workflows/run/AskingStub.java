// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An activity stub that waits for the operator when a call failed for good, and then repeats that call. */
final class AskingStub implements InvocationHandler {

    private final Object stub;
    private final Step step;

    private AskingStub(Object stub, Step step) {
        this.stub = stub;
        this.step = step;
    }

    static <A> A of(Class<A> system, A stub, Step step) {
        return system.cast(
                Proxy.newProxyInstance(system.getClassLoader(), new Class<?>[] {system}, new AskingStub(stub, step)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        while (true) {
            try {
                return method.invoke(stub, arguments);
            } catch (InvocationTargetException thrown) {
                Throwable cause = thrown.getTargetException();
                if (!(cause instanceof ActivityFailure failure)) {
                    throw cause;
                }
                step.askAbout(failure);
            }
        }
    }
}
