// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.command.SupervisedCommand.Ending;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.process.PassedOn;
import org.rekindle.activities.process.Workspace;
import org.rekindle.activities.redaction.Redaction;
import org.rekindle.workflows.api.CommandActivities;
import org.rekindle.workflows.api.CommandActivities.CommandChecks;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.api.CommandActivities.CommandsToCheck;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.ReleaseCheck;

/**
 * Runs commands of a site's own.
 *
 * <ol>
 *   <li>Refuse what is not in the worker's own fleet file: access to Temporal is no access to the worker's machine.
 *   <li>Look whether program, folder and variables are there.
 *   <li>Ask the command's own check whether its work is done, where it has one. What is done is not done again.
 *   <li>End what an earlier attempt has left of it, and run it.
 *   <li>Ask its check again.
 * </ol>
 *
 * <p>The kubeconfig is a file of its own, mode 0600, for the time of the call. The exit code decides: 0 is success.
 */
public final class ProcessCommandActivities implements CommandActivities {

    /** A check looks, and does nothing that takes long. */
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(1);

    /** In characters: what a timeline shows of a command's words. */
    private static final int LONGEST_OUTPUT = 1200;

    private static final Path NO_INPUT = Path.of("/dev/null");

    private final KubernetesClients clients;
    private final Predicate<SiteCommand> known;
    private final Map<String, String> environment;

    /**
     * Commands with kubeconfigs that the clients take, and with variables of this process.
     *
     * @param known whether this worker's fleet file has a command, word for word; no other is run, whoever asks
     */
    public ProcessCommandActivities(KubernetesClients clients, Predicate<SiteCommand> known) {
        this(clients, known, System.getenv());
    }

    /** @param environment of the worker */
    ProcessCommandActivities(KubernetesClients clients, Predicate<SiteCommand> known, Map<String, String> environment) {
        this.clients = clients;
        this.known = known;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandChecks check(CommandsToCheck asked) {
        return new CommandChecks(asked.commands().stream().map(this::check).toList());
    }

    private ReleaseCheck check(SiteCommand command) {
        List<String> faults = faults(command);
        if (faults.isEmpty()) {
            return new ReleaseCheck(command.name(), true, "Command " + command.name() + " can be started.");
        }
        return new ReleaseCheck(command.name(), false, cannotRun(command, faults));
    }

    private static String cannotRun(SiteCommand command, List<String> faults) {
        return "Command " + command.name() + " cannot be run: " + String.join("; and ", faults) + ".";
    }

    private List<String> faults(SiteCommand command) {
        List<String> faults = new ArrayList<>();
        Stream.of(command.run(), command.done())
                .filter(words -> !words.isEmpty())
                .flatMap(words -> Programs.fault(words.get(0)).stream())
                .map(fault -> fault.problem() + "; " + fault.cure())
                .forEach(faults::add);
        Programs.folderFault(command.folder())
                .map(fault -> fault.problem() + "; " + fault.cure())
                .ifPresent(faults::add);
        command.environment().stream()
                .filter(name -> !environment.containsKey(name))
                .map(name -> "the worker has no variable " + name
                        + "; set it and start the worker again, or remove it from `environment`")
                .forEach(faults::add);
        return faults;
    }

    @Override
    public CommandOutcome run(CommandRequest request) {
        SiteCommand command = request.command();
        if (!known.test(command)) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "This worker's fleet file does not have the command " + command.name()
                            + " as the run read it at its start, so it is not run. Write it as it was, restart the worker and RETRY;"
                            + " or SKIP, and redeploy when the run has ended.");
        }
        List<String> faults = faults(command);
        if (!faults.isEmpty()) {
            throw Failures.of(FailureCode.NOT_FOUND, cannotRun(command, faults));
        }
        try (Workspace workspace = Workspace.make("rekindle-command-")) {
            String reference = request.kubeconfig();
            if (reference == null) {
                return run(request, workspace.folder(), null);
            }
            Path kubeconfig = privateCopy(clients.file(reference), workspace);
            try {
                return run(request, workspace.folder(), kubeconfig);
            } finally {
                // First of all: what a command leaves in the folder may not let itself be removed.
                Files.deleteIfExists(kubeconfig);
            }
        } catch (IOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "The command " + command.name() + " could not be prepared: " + e);
        }
    }

    /** The secret store's own file must not be written to. */
    private static Path privateCopy(Path kubeconfig, Workspace workspace) throws IOException {
        Path copy = Files.createFile(
                workspace.folder().resolve("kubeconfig"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(copy, Files.readAllBytes(kubeconfig));
    }

    private CommandOutcome run(CommandRequest request, Path workspace, @Nullable Path kubeconfig) throws IOException {
        SiteCommand command = request.command();
        Redaction redaction = GivenSecrets.redaction(kubeconfig, allowed(command));
        String name = "The command " + command.name();
        if (!command.done().isEmpty() && check(request, workspace, kubeconfig).isDone()) {
            return new CommandOutcome(true, name + " was not run: its check says that its work is done.");
        }
        Instant start = Instant.now();
        Ending ending = start(request, command.run(), workspace, kubeconfig, command.timeout());
        String ended = name + ended(ending, command.timeout(), start) + said(ending, redaction);
        if (!isZero(ending) || command.done().isEmpty()) {
            return new CommandOutcome(isZero(ending), ended);
        }
        Check after = check(request, workspace, kubeconfig);
        if (after.isDone()) {
            return new CommandOutcome(true, ended);
        }
        return new CommandOutcome(
                false,
                ended + " Its check says that its work is not done: it"
                        + ended(after.ending(), CHECK_LIMIT, after.start()) + said(after.ending(), redaction));
    }

    private record Check(Ending ending, Instant start) {

        boolean isDone() {
            return isZero(ending);
        }
    }

    private Check check(CommandRequest request, Path workspace, @Nullable Path kubeconfig) {
        Instant start = Instant.now();
        return new Check(start(request, request.command().done(), workspace, kubeconfig, CHECK_LIMIT), start);
    }

    private Ending start(
            CommandRequest request, List<String> words, Path workspace, @Nullable Path kubeconfig, Duration limit) {
        CommandMark mark = new CommandMark(String.join("/", request.cluster(), request.runId(), request.step()));
        Path input = request.onStandardInput() && kubeconfig != null ? kubeconfig : NO_INPUT;
        return new SupervisedCommand(workspace, mark)
                .run(
                        words,
                        request.command().folder(),
                        environment(request, workspace, kubeconfig, mark),
                        input,
                        limit);
    }

    private Map<String, String> environment(
            CommandRequest request, Path workspace, @Nullable Path kubeconfig, CommandMark mark) {
        Map<String, String> given = new HashMap<>(environment);
        given.keySet().retainAll(PassedOn.VARIABLES);
        // Nothing of the user's own is found, unless the fleet file passes HOME on.
        given.put("HOME", workspace.toString());
        given.put("TMPDIR", workspace.toString());
        given.putAll(allowed(request.command()));
        given.put("REKINDLE_CLUSTER", request.cluster());
        given.put("REKINDLE_RUN", request.runId());
        String apiAddress = request.apiAddress();
        if (apiAddress != null) {
            given.put("REKINDLE_API", apiAddress);
        }
        given.put(CommandMark.VARIABLE, mark.value());
        if (kubeconfig != null && !request.onStandardInput()) {
            given.put("KUBECONFIG", kubeconfig.toString());
        }
        return given;
    }

    private Map<String, String> allowed(SiteCommand command) {
        Map<String, String> allowed = new TreeMap<>(environment);
        allowed.keySet().retainAll(Set.copyOf(command.environment()));
        return allowed;
    }

    private static boolean isZero(Ending ending) {
        Integer code = ending.code();
        return code != null && code == 0;
    }

    private static String ended(Ending ending, Duration limit, Instant start) {
        @Nullable Integer code = ending.code();
        if (code == null) {
            return " did not end within " + Text.of(limit) + " and was ended with all that it had started.";
        }
        return " ended with " + code + " after " + Text.of(Duration.between(start, Instant.now())) + ".";
    }

    private static String said(Ending ending, Redaction redaction) {
        String words = redaction.applyToEnd(ending.output(), LONGEST_OUTPUT);
        if (words.isEmpty()) {
            return " It said nothing.";
        }
        return " It said last: " + Text.ended(words);
    }
}
