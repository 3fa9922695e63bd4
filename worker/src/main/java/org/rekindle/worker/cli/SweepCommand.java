// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.orphans.OrphanSweep;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.SweepText;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepItem;
import org.rekindle.workflows.model.plan.SweepList;
import org.rekindle.workflows.teardown.ApprovalCheck;
import org.rekindle.workflows.teardown.SweepGuard;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle cloud sweep}. */
@Command(
        name = "sweep",
        description = {
            "Delete what a cluster that is gone has left behind, in two steps.",
            "Without --approve: show it, say of each thing whether it would go or why it stays, and seal the list."
                    + " Changes nothing.",
            "With --approve: delete what the sealed list says, if Magnum has no such cluster and all is still as the"
                    + " list says.",
            "Only what carries the cluster's own mark goes, each looked at again right before. Machines and DNS"
                    + " records never go;",
            "volumes and snapshots only with --with-volumes, not in use and without the janitor's keep property."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle cloud sweep projectpythia-binder --uuid 4256088d-2fa2-40ba-a60c-3339f6bbe81f"
                    + " --stack-id binder-wamdawzkgagx",
            "  ./rekindle cloud sweep projectpythia-binder --uuid 4256088d-2fa2-40ba-a60c-3339f6bbe81f"
                    + " --stack-id binder-wamdawzkgagx --with-volumes -o json",
            "  ./rekindle cloud sweep projectpythia-binder --approve 64_HEXADECIMAL_DIGITS --by ana",
            "  ./rekindle cloud sweep projectpythia-binder --approve 64_HEXADECIMAL_DIGITS --by ana --key"
                    + " ~/.ssh/id_ed25519"
        })
final class SweepCommand implements Callable<Integer> {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Magnum's Cluster API driver: the name, shortened, and twelve random characters. Less would fit too much. */
    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*-[a-z0-9]{12}");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL_EVERY = Duration.ofSeconds(2);

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @ArgGroup(exclusive = false)
    private @Nullable DeletedCluster gone;

    @Option(names = "--with-volumes", description = "Volumes and snapshots may go as well. They hold data.")
    private boolean withVolumes;

    @Option(
            names = "--approve",
            paramLabel = "HASH",
            description = "Sweep what the list of this SHA-256 says. It was made at most an hour ago, on this machine.")
    private @Nullable String hash;

    @Option(names = "--by", paramLabel = "NAME", description = "Who approves.")
    private @Nullable String by;

    @Mixin
    private SignOptions sign = new SignOptions();

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final CliContext context;

    SweepCommand(CliContext context) {
        this.context = context;
    }

    /** What is shown, for programs. */
    private record Shown(
            String sha256,
            SweepList list,
            List<String> refusals,
            @Nullable String next) {}

    /** What was done, for programs. */
    private record Swept(String sha256, String by, List<OrphanSweep.Result> results) {}

    @Override
    public Integer call() {
        check();
        FleetFile file = fleet.read();
        ClusterProfile profile =
                file.of(cluster).orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, file.unknown(cluster)));
        Clouds clouds = CloudAccess.by(file.cloudsFile());
        SealedSweeps kept = new SealedSweeps(file.stateFolder());
        OrphanSweep sweep = new OrphanSweep(clouds, profile, context.clock(), PATIENCE, POLL_EVERY);
        int code;
        if (hash == null) {
            code = show(sweep, ClusterLookup.find(profile.inCloud(), gone, clouds), kept);
        } else {
            code = approve(file, profile, sweep, approved(hash, kept), kept);
        }
        out().flush();
        return code;
    }

    private void check() {
        if ((hash == null) != (by == null)) {
            throw usage("--approve HASH and --by NAME belong together: say what you have read, and who you are.");
        }
        if (hash != null && !HASH.matcher(hash).matches()) {
            throw usage("--approve takes the whole SHA-256 of a list, 64 hexadecimal digits in small letters.");
        }
        if (by != null && (by.isBlank() || ApprovalCheck.isPolicy(by))) {
            throw usage("Say who you are by --by NAME: a sweep needs the name of a person, and not `policy`.");
        }
        sign.check();
        if (hash == null && (sign.print() || sign.signs())) {
            throw usage("A signature is one of an approval: say --approve HASH and --by NAME.");
        }
        if (gone != null && !STACK.matcher(gone.stackId()).matches()) {
            throw usage("--stack-id takes the whole stack id, which ends in twelve letters or digits, such as"
                    + " binder-wamdawzkgagx: a part of it matches resources of other clusters.");
        }
    }

    private int show(OrphanSweep sweep, ClusterIdentity identity, SealedSweeps kept) {
        SweepList list = sweep.look(identity, withVolumes, context.clock().instant());
        SealedSweep sealed = SweepGuard.seal(list);
        List<String> refusals = SweepGuard.refusals(sealed, list, sweep.alive(identity), false, list.madeAt());
        boolean canBeSwept = refusals.isEmpty() && !list.swept().isEmpty();
        String next = null;
        if (canBeSwept) {
            kept.keep(sealed);
            next = next(sealed);
        }
        if (output.isJson()) {
            out().println(JsonOutput.write(new Shown(sealed.sha256(), list, refusals, next)));
        } else {
            print(list);
            refusals.forEach(refusal -> out().println("Not to be swept: " + refusal));
            if (next != null) {
                out().println();
                out().println(list.swept().size() + " of " + list.items().size()
                        + " would be deleted. SHA-256 of this list: " + sealed.sha256());
                out().println("To delete them, within " + Text.of(SweepGuard.VALID_FOR) + ":");
                out().println("  " + next);
            } else if (refusals.isEmpty()) {
                out().println("There is nothing to sweep.");
            }
        }
        return ExitCode.okOrFailed(refusals.isEmpty());
    }

    private String next(SealedSweep sealed) {
        return "./rekindle cloud sweep " + cluster + " --uuid "
                + sealed.list().identity().uuid() + " --stack-id "
                + sealed.list().identity().stackId() + (withVolumes ? " --with-volumes" : "") + " --approve "
                + sealed.sha256() + " --by NAME";
    }

    private void print(SweepList list) {
        if (list.items().isEmpty()) {
            out().println("Nothing of stack " + list.identity().stackId() + " was found.");
        } else {
            Table table = new Table("WHAT", "ID", "NAME", "SWEPT", "WHY");
            for (SweepItem each : list.items()) {
                table.row(each.type().label(), each.id(), each.name(), each.swept() ? "yes" : "stays", each.why());
            }
            out().print(table);
        }
        list.notLooked().forEach(reason -> out().println("Not looked: " + reason));
    }

    /** The list that was shown, which must be about what the rest of the command line says. */
    private SealedSweep approved(String sha256, SealedSweeps kept) {
        SealedSweep sealed = kept.find(sha256)
                .orElseThrow(() -> new CliFailure(
                        ExitCode.NOT_FOUND,
                        "No list of that hash was made on this machine: make it by the same command without"
                                + " --approve and --by, and read it."));
        SweepList list = sealed.list();
        if (!list.cluster().equals(cluster)) {
            throw new CliFailure(
                    ExitCode.FAILED, "That list is about " + list.cluster() + ", not about " + cluster + ".");
        }
        if (gone != null
                && !(gone.uuid().equals(list.identity().uuid())
                        && gone.stackId().equals(list.identity().stackId()))) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "That list is about stack " + list.identity().stackId() + ", UUID "
                            + list.identity().uuid() + ".");
        }
        if (list.withVolumes() != withVolumes) {
            throw new CliFailure(ExitCode.FAILED, otherVolumes(list));
        }
        return sealed;
    }

    private static String otherVolumes(SweepList list) {
        if (list.withVolumes()) {
            return "That list sweeps volumes and snapshots too: say --with-volumes here as well.";
        }
        return "That list was made without --with-volumes.";
    }

    private int approve(
            FleetFile file, ClusterProfile profile, OrphanSweep sweep, SealedSweep approved, SealedSweeps kept) {
        String name = Objects.requireNonNull(by).strip();
        Instant now = context.clock().instant();
        if (sign.print()) {
            return toSign(new SweepText(cluster, approved.sha256(), name, SignOptions.toTheSecond(now)));
        }
        SignOptions.Signed signed =
                sign.sign(at -> new SweepText(cluster, approved.sha256(), name, at), now, context.signer());
        SealedSweeps.SweepApproval approval =
                new SweepApprover(profile.policy().approval(), file.signers()).approval(approved, name, signed, now);
        return carryOut(sweep, approved, approval, kept);
    }

    private int toSign(SweepText text) {
        if (output.isJson()) {
            out().println(JsonOutput.write(new ToSign(cluster, text.toString(), text.at())));
        } else {
            String send = "./rekindle cloud sweep " + cluster + (withVolumes ? " --with-volumes" : "") + " --approve "
                    + text.sha256() + " --by " + SignOptions.quoted(text.by());
            SignOptions.elsewhere(text, send).forEach(out()::println);
        }
        return ExitCode.OK;
    }

    private int carryOut(
            OrphanSweep sweep, SealedSweep approved, SealedSweeps.SweepApproval approval, SealedSweeps kept) {
        boolean begun = kept.hasBegun(approved.sha256());
        List<OrphanSweep.Result> results =
                sweep.carryOut(approved, begun, () -> kept.begin(approved.sha256(), approval));
        boolean good = results.stream().allMatch(OrphanSweep.Result::isGood);
        if (output.isJson()) {
            out().println(JsonOutput.write(new Swept(approved.sha256(), approval.by(), results)));
        } else {
            Table table = new Table("WHAT", "ID", "NAME", "OUTCOME", "WHAT HAPPENED");
            for (OrphanSweep.Result each : results) {
                table.row(
                        each.type().label(),
                        each.id(),
                        each.name(),
                        each.outcome().name(),
                        each.sentence());
            }
            out().print(table);
            long gone = results.stream().filter(OrphanSweep.Result::isGood).count();
            out().println(gone + " of " + results.size() + " are gone; " + approval.by() + " approved the sweep."
                    + (good ? "" : " Fix what the table says, then run the same command again."));
        }
        return ExitCode.okOrFailed(good);
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
