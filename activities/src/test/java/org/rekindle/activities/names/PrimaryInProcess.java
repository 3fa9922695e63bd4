// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** A primary server by TCP, which checks signatures and answers as a test says. It carries out no update. */
final class PrimaryInProcess implements AutoCloseable {

    static final Name KEY = Name.fromConstantString("rekindle.");
    static final byte[] SECRET = "a-secret-of-thirty-two-bytes-long".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final List<Record> records = new CopyOnWriteArrayList<>();

    /** The updates that it was sent. */
    final List<Message> updates = new CopyOnWriteArrayList<>();
    /** What it answers to an update. */
    volatile int code = Rcode.NOERROR;
    /** What it answers to a question. */
    volatile int questionCode = Rcode.NOERROR;
    /** The error of its TSIG record, in place of its signature. */
    volatile int signatureError = Rcode.NOERROR;
    /** Whether it holds the zone. */
    volatile boolean isAuthority = true;
    /** Whether its answers are signed. */
    volatile boolean signs = true;
    /** Closes each connection without an answer. */
    volatile boolean isSilent;

    PrimaryInProcess() throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve, "primary dns");
        serving.setDaemon(true);
        serving.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Holds one more record, as a zone file has it. */
    void hold(String name, int type, long ttl, String data) throws IOException {
        records.add(Record.fromString(
                Name.fromString(name, Name.root), type, DClass.IN, ttl, data, Name.fromConstantString("example.org.")));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread answering = new Thread(() -> answerAll(connection), "primary dns connection");
                answering.setDaemon(true);
                answering.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** A client keeps its connection for more than one message. */
    private void answerAll(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (!isSilent) {
                answer(in, connection);
            }
        } catch (IOException gone) {
            // The client has seen it as well, or has left.
        }
    }

    private void answer(DataInputStream in, Socket connection) throws IOException {
        byte[] received = new byte[in.readUnsignedShort()];
        in.readFully(received);
        byte[] answer = answer(received).toWire(Message.MAXLENGTH);
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
    }

    private Message answer(byte[] received) throws IOException {
        Message asked = new Message(received);
        Header header = new Header(asked.getHeader().getID());
        header.setFlag(Flags.QR);
        header.setOpcode(asked.getHeader().getOpcode());
        Message answer = new Message();
        answer.setHeader(header);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        TSIG key = new TSIG(TSIG.HMAC_SHA256, KEY, SECRET);
        if (signatureError != Rcode.NOERROR) {
            header.setRcode(Rcode.NOTAUTH);
            answer.addRecord(unsigned(asked), Section.ADDITIONAL);
            return answer;
        }
        if (key.verify(asked, received, null) != Rcode.NOERROR) {
            throw new IOException("The message is not signed by the key");
        }
        if (asked.getHeader().getOpcode() == Opcode.UPDATE) {
            updates.add(asked);
            header.setRcode(code);
        } else {
            fill(answer, asked.getQuestion());
        }
        if (signs) {
            answer.setTSIG(key, Rcode.NOERROR, asked.getTSIG());
        }
        return answer;
    }

    private void fill(Message answer, Record question) {
        answer.getHeader().setRcode(questionCode);
        if (isAuthority) {
            answer.getHeader().setFlag(Flags.AA);
        }
        matching(question).forEach(record -> answer.addRecord(record, Section.ANSWER));
    }

    private List<Record> matching(Record question) {
        List<Record> own = new ArrayList<>();
        for (Record record : records) {
            boolean fits = record.getType() == question.getType() || record.getType() == Type.CNAME;
            if (fits && record.getName().equals(question.getName())) {
                own.add(record);
            } else if (fits && isByWildcard(record, question.getName())) {
                own.add(Record.newRecord(
                        question.getName(),
                        record.getType(),
                        DClass.IN,
                        record.getTTL(),
                        record.rdataToWireCanonical()));
            }
        }
        return own;
    }

    private boolean isByWildcard(Record wildcard, Name name) {
        return wildcard.getName().isWild()
                && name.subdomain(new Name(wildcard.getName(), 1))
                && records.stream().noneMatch(record -> record.getName().equals(name));
    }

    private TSIGRecord unsigned(Message asked) {
        return new TSIGRecord(
                KEY,
                DClass.ANY,
                0,
                TSIG.HMAC_SHA256,
                Instant.now(),
                Duration.ofMinutes(5),
                new byte[0],
                asked.getHeader().getID(),
                signatureError,
                null);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
