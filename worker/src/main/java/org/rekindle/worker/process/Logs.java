// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged, all to standard error. Commands are quiet; the worker reports what it does, as lines on a terminal and as
 * JSON elsewhere. A file named by {@code -Dlogback.configurationFile} takes the place of all this.
 */
public final class Logs extends ContextAwareBase implements Configurator {

    private static final String PATTERN =
            "%d{HH:mm:ss} %-5level %-28.28logger{0} %msg%replace( [%X{WorkflowId}]){' \\[\\]', ''}%n";

    /** How lines look. */
    public enum Form {
        PLAIN,
        JSON
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isElsewhere()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        write(context, Form.PLAIN, Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What commands log with {@code --verbose}. */
    public static void verbose() {
        change(Form.PLAIN, Level.DEBUG);
    }

    /** What a command logs that makes trouble on purpose, and says itself what came of it; all of it with {@code --verbose}. */
    public static void ofTrouble() {
        if (!LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).isDebugEnabled()) {
            change(Form.PLAIN, Level.ERROR);
        }
    }

    /** What the worker logs. */
    public static void ofWorker(Form form) {
        change(form, Level.INFO);
    }

    private static void change(Form form, Level level) {
        if (!isElsewhere() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            write(context, form, level);
        }
    }

    private static boolean isElsewhere() {
        return System.getProperty("logback.configurationFile") != null;
    }

    private static void write(LoggerContext context, Form form, Level level) {
        Encoder<ILoggingEvent> encoder = form == Form.JSON ? json(context) : plain(context);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level);
        // These log their own life and each retry, which the worker's own lines and the metrics report better.
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        context.getLogger("io.javalin").setLevel(Level.WARN);
        // A machine that shows another host key, or on which nothing listens, is reported elsewhere in a sentence; here
        // it would be a
        // stack trace.
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        context.getLogger("io.temporal").setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        // It warns of each API that is a beta, which Cluster API's are.
        context.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                .setLevel(Level.ERROR);
        // It shows the stack of every timer that was called off, when a run that has one ends.
        context.getLogger("io.temporal.internal.sync.DeterministicRunnerImpl").setLevel(Level.ERROR);
        // It warns of every server that does not take a kind of heartbeat which nothing here reads.
        context.getLogger("io.temporal.internal.worker.HeartbeatManager").setLevel(Level.ERROR);
        context.getLogger("io.grpc").setLevel(Level.WARN);
        context.getLogger("com.networknt").setLevel(Level.ERROR);
        context.getLogger("io.fabric8").setLevel(Level.WARN);
    }

    private static Encoder<ILoggingEvent> plain(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
