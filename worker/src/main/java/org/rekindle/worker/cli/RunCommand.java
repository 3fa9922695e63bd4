// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands about runs have in common: a connection that is closed again, and a place to write to. */
abstract class RunCommand implements Callable<Integer> {

    @Mixin
    private TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final CliContext context;

    RunCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Recoveries recoveries = context.connect().apply(temporal.address())) {
            return run(recoveries);
        } finally {
            out().flush();
        }
    }

    /** Does it and gives the exit code. */
    abstract int run(Recoveries recoveries);

    final CliContext context() {
        return context;
    }

    final boolean isJson() {
        return output.isJson();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final Style style() {
        return Style.of(spec.commandLine(), context.unicode());
    }

    final void print(List<String> lines) {
        lines.forEach(out()::println);
    }

    /** Prints what a run answered. */
    final int answered(String cluster, String sentence) {
        if (isJson()) {
            printJson(new RunAnswer(cluster, sentence));
        } else {
            out().println(sentence);
        }
        return ExitCode.OK;
    }

    /**
     * Prints what a person signs elsewhere.
     *
     * @param send the command that sends the answer, without time and signature
     */
    final int toSign(String cluster, SignedText text, String send) {
        if (isJson()) {
            printJson(new ToSign(cluster, text.toString(), text.at()));
        } else {
            print(SignOptions.elsewhere(text, send));
        }
        return ExitCode.OK;
    }

    final void printJson(Object value) {
        out().println(JsonOutput.write(value));
    }

    final Watch watch(Recoveries recoveries) {
        return new Watch(recoveries, out(), style(), context.clock());
    }

    /** For JSON, where only the end is written. */
    final Watch silentWatch(Recoveries recoveries) {
        return new Watch(recoveries, new PrintWriter(Writer.nullWriter()), style(), context.clock());
    }

    /** The name that was given, or the name of the person at this terminal. */
    final String nameOr(@Nullable String given) {
        if (given == null) {
            return context().person();
        }
        return given;
    }

    final void printView(RecoveryView view, Recoveries recoveries) {
        List<PendingCall> pending = view.outcome() == null ? recoveries.pending(view.cluster()) : List.of();
        if (isJson()) {
            printJson(new Status(view, pending));
        } else {
            print(StatusTree.lines(view, pending, context.clock().instant(), style()));
        }
    }
}
