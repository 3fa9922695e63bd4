// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.common.converter.DataConverterException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * An activity stub whose answers may come from a worker of another release. An answer that this release cannot read fails the workflow
 * task. It does not fail the run, as an unreadable input does: the run goes on with the next release that can read it.
 */
final class ReadingStub implements InvocationHandler {

    private final Object stub;

    private ReadingStub(Object stub) {
        this.stub = stub;
    }

    static <A> A of(Class<A> system, A stub) {
        return system.cast(
                Proxy.newProxyInstance(system.getClassLoader(), new Class<?>[] {system}, new ReadingStub(stub)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(stub, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getTargetException();
            if (cause instanceof DataConverterException) {
                throw new IllegalStateException(
                        "This release cannot read the answer of " + method.getName() + ". Has a newer worker given it?",
                        cause);
            }
            throw cause;
        }
    }
}
