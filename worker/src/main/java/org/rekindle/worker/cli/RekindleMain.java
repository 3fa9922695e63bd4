// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.rekindle.worker.process.Logs;
import org.rekindle.worker.tools.ToolsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Libraries are loaded by the command that needs them, so that help comes at once. */
@Command(
        name = "rekindle",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "Brings an expired Kubernetes cluster back, and keeps the next one from expiring.",
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or under way as it should be",
            "1:failed, refused, or the outcome is not good",
            "2:the command line cannot be understood",
            "3:the fleet file or another configuration has faults",
            "4:Temporal, or a worker that could answer, cannot be reached",
            "5:no such cluster, run or channel",
            "6:the run waits for a human",
            "7:it is not proven that users can work"
        })
public final class RekindleMain {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what the libraries log, and stack traces of failures.")
    private boolean verbose;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = Terminal.output();
        CommandLine command = commandLine(CliContext.ofThisProcess()).setOut(out);
        int exitCode = command.execute(arguments);
        out.flush();
        System.exit(exitCode);
    }

    /** Runs the command line within a process that goes on; its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        int exitCode =
                commandLine(CliContext.ofThisProcess()).setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    static CommandLine commandLine(CliContext context) {
        RekindleMain main = new RekindleMain();
        CommandLine command = new CommandLine(main)
                .addSubcommand(new RecoverCommand(context))
                .addSubcommand(new PlanCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new ApproveCommand(context))
                .addSubcommand(new RejectCommand(context))
                .addSubcommand(new ResolveCommand(context))
                .addSubcommand(new ReportCommand(context))
                .addSubcommand(new SurveyCommand(context))
                .addSubcommand(new RedeployCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new UpCommand())
                .addSubcommand(new WorkerCommand())
                .addSubcommand(new FleetCommand())
                .addSubcommand(new NotifyCommand(context))
                .addSubcommand(new AlertCommand(context))
                .addSubcommand(new CommandLine(new CloudCommand())
                        .addSubcommand(new OrphansCommand())
                        .addSubcommand(new SweepCommand(context))
                        .addSubcommand(new RotateCredentialCommand(context)))
                .addSubcommand(new CompatCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(ToolsCommand.class)
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new HelpCommand());
        ServiceLoader.load(CommandProvider.class)
                .forEach(provider -> provider.commands().forEach(command::addSubcommand));
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureHandler(main))
                .setParameterExceptionHandler(new UsageHandler())
                .setExecutionStrategy(parsed -> {
                    if (main.verbose) {
                        Logs.verbose();
                    }
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    boolean verbose() {
        return verbose;
    }
}
