// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Zone;

/** Answers by UDP from zones in the form of zone files: as one of their own servers, or as a resolver that kept them. */
final class DnsServerInProcess implements AutoCloseable {

    private final DatagramSocket socket;
    private final boolean isAuthority;
    private final List<Zone> zones = new ArrayList<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private volatile boolean refuses;

    private DnsServerInProcess(InetSocketAddress at, boolean isAuthority) throws IOException {
        this.socket = new DatagramSocket(at);
        this.isAuthority = isAuthority;
        Thread serving = new Thread(this::serve, "dns " + socket.getLocalSocketAddress());
        serving.setDaemon(true);
        serving.start();
    }

    static DnsServerInProcess authority(String address, int port) throws IOException {
        return new DnsServerInProcess(new InetSocketAddress(InetAddress.getByName(address), port), true);
    }

    static DnsServerInProcess resolver() throws IOException {
        return new DnsServerInProcess(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false);
    }

    int port() {
        return socket.getLocalPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    /** Holds a zone from now on, instead of what it held of it. */
    void hold(String origin, String file) throws IOException {
        Name name = Name.fromString(origin, Name.root);
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(file.getBytes(StandardCharsets.US_ASCII)), name)) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
        }
        Zone zone = new Zone(name, records.toArray(Record[]::new));
        synchronized (zones) {
            zones.removeIf(held -> held.getOrigin().equals(name));
            zones.add(zone);
        }
    }

    void refuse() {
        refuses = true;
    }

    /** Has no answer for this name from now on, as a resolver whose authorities are silent. */
    void fail(String name) {
        broken.add(name);
    }

    private void serve() {
        byte[] room = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(room, packet.getLength())))
                        .toWire(4096);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Message answer(Message question) {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        Record asked = question.getQuestion();
        answer.addRecord(asked, Section.QUESTION);
        if (refuses) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer;
        }
        if (broken.contains(asked.getName().toString())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        if (isAuthority) {
            answer.getHeader().setFlag(Flags.AA);
        }
        fill(answer, asked.getName(), asked.getType());
        return answer;
    }

    private void fill(Message answer, Name name, int type) {
        Zone zone = holding(name);
        if (zone == null) {
            if (answer.getSection(Section.ANSWER).isEmpty()) {
                answer.getHeader().setRcode(isAuthority ? Rcode.REFUSED : Rcode.NXDOMAIN);
            }
            return;
        }
        SetResponse found = zone.findRecords(name, type);
        if (found.isCNAME()) {
            CNAMERecord alias = found.getCNAME();
            answer.addRecord(alias, Section.ANSWER);
            fill(answer, alias.getTarget(), type);
        } else if (found.isSuccessful()) {
            for (RRset set : found.answers()) {
                set.rrs().forEach(record -> answer.addRecord(record, Section.ANSWER));
            }
        } else if (found.isNXDOMAIN()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
    }

    private @Nullable Zone holding(Name name) {
        synchronized (zones) {
            return zones.stream()
                    .filter(zone -> name.subdomain(zone.getOrigin()))
                    .findFirst()
                    .orElse(null);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
