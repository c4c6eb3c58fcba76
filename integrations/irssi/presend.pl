# Checks each message before irssi sends it; one that should not go comes back into the input, and a second Enter sends.
# SPDX-License-Identifier: MIT OR Apache-2.0

use strict;
use warnings;

use Errno qw(EAGAIN EINTR);
use IO::Select;
use IPC::Open3 qw(open3);
use Irssi;
use Irssi::TextUI;
use JSON::PP ();
use Symbol qw(gensym);
use Time::HiRes qw(time);

our $VERSION = '0.2.0';
our %IRSSI   = (
    name        => 'presend',
    description => 'Checks messages before they are sent',
    license     => 'MIT OR Apache-2.0',
);

# Commands whose text other people read: those that go where one is, and those that name their readers first.
my @to_this_window = qw(me);
my @to_somebody    = qw(msg query notice action);

# Seconds in which a second Enter is the same key press for a person, who cannot have read the reason yet.
my $one_press = 0.5;

# The line that irssi is carrying out for the person, and whether it was stopped.
my $turn;
# By window, the line that was stopped last, and when.
my %stopped;
# Lines that go back into the input as soon as irssi has emptied it.
my @back;
# Why the last message was not checked: it is said once, until presend works again.
my $complaint = '';

# Strings reach a script with and without the mark of UTF-8, and only bytes compare alike.
sub octets {
    my ($text) = @_;
    utf8::encode($text) if utf8::is_utf8($text);
    return $text;
}

sub typed { return octets(Irssi::parse_special('$L') // '') }

sub say_here {
    my ($text) = @_;
    $text =~ s/%/%%/g;
    Irssi::active_win()->print("presend: $text", MSGLEVEL_CLIENTCRAP);
}

sub complain {
    my ($why) = @_;
    return if $why eq $complaint;
    $complaint = $why;
    say_here("messages are sent without a check: $why");
}

# Runs a command with a text on its standard input; returns its code and what it said. Dies if there is no answer in time.
sub run {
    my ($text, @command) = @_;
    local $SIG{PIPE} = 'IGNORE';
    my ($in, $out, $err) = (undef, undef, gensym);
    my $pid = open3($in, $out, $err, @command);
    $in->blocking(0);
    my ($readable, %said) = (IO::Select->new($out, $err));
    my $deadline = time + Irssi::settings_get_time('presend_timeout') / 1000;
    while ($readable->count) {
        my $writable = $in ? IO::Select->new($in) : undef;
        my $left     = $deadline - time;
        my ($to_read, $to_write) = $left > 0 ? IO::Select->select($readable, $writable, undef, $left) : ();
        next if !$to_read && $left > 0 && $!{EINTR};
        if (!$to_read) {
            kill 'KILL', $pid;
            waitpid $pid, 0;
            die "it does not answer\n";
        }
        if (@$to_write) {
            my $written = syswrite $in, $text;
            substr($text, 0, $written // 0) = '';
            undef $in if $text eq '' || !defined $written && !$!{EAGAIN};
        }
        for my $pipe (@$to_read) {
            sysread($pipe, $said{$pipe}, 1 << 16, length($said{$pipe} // '')) or $readable->remove($pipe);
        }
    }
    waitpid $pid, 0;
    return ($? >> 8, $said{$out} // '', $said{$err} // '');
}

sub reasons {
    my ($report) = @_;
    my %order = (error => 0, warning => 1, info => 2, hint => 3);
    my @found = sort { $order{$a->{severity}} <=> $order{$b->{severity}} } @{$report->{diagnostics}};
    $#found = 2 if @found > 3;
    my @lines = map { "$_->{severity}\[$_->{code}]: $_->{message}" } @found;
    push @lines, "help: $found[0]{help}" if @found && $found[0]{help};
    return map { octets($_) } @lines, "verdict: $report->{verdict}{summary}";
}

# Returns the reasons for which a text should not go, one a line. Dies if presend is missing or fails.
sub check {
    my ($text, @readers) = @_;
    my @command = (Irssi::settings_get_str('presend_program'), qw(--profile chat --input-format text --format json));
    my ($code, $report, $error) = run($text, @command, (map {"--to=$_"} @readers), '-');
    return if $code == 0;
    die(($error =~ s/\s+\z//r || "code $code") . "\n") if $code != 1;
    my @reasons = eval { reasons(JSON::PP::decode_json($report)->{files}[0]{messages}[0]) };
    die "its report cannot be read\n" if !@reasons;
    return @reasons;
}

# Returns the reasons for which a text should not go to these readers.
sub why_not {
    my ($text, $readers) = @_;
    my @readers = grep { $_ ne '' } split /,/, octets($readers // '');
    $text = octets($text);
    # Colours and bold letters would cut words.
    $text =~ s/\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9a-fA-F]{6}|[\x00-\x1f]//g;
    return if $text !~ /\S/;
    my @reasons = eval {
        my $services = Irssi::settings_get_str('presend_services');
        return if grep {/^(?:$services)(?:\@|$)/i} @readers;
        my @found = check($text, @readers);
        $complaint = '';
        @found;
    };
    complain($@ =~ s/^open3: exec of (\S+) .* failed: (.*) at .*$/$1: $2/sr =~ s/\s+\z//r) if $@;
    return @reasons;
}

sub put_back {
    my ($line) = @_;
    push @back, $line;
    return if @back > 1;
    # The input is emptied after this; what is typed meanwhile stands behind, and so would lines that were pasted together.
    Irssi::timeout_add_once(10, sub {
        Irssi::gui_input_set(join(' ', splice @back) . typed());
    }, undef);
}

# Returns true if and only if this Enter may not send this text to these readers.
sub stops {
    my ($text, $readers) = @_;
    return 1 if $turn->{is_stopped};
    # irssi makes a /msg of what is typed, which would be a second check.
    return 0 if $turn->{passed}{"$readers $text"}++;
    my $window = $turn->{window};
    my $before = $stopped{$window};
    my $again  = $before && $before->{line} eq $turn->{line};
    $turn->{is_repeated} ||= $again && time - $before->{at} >= $one_press;
    return 0 if $turn->{is_repeated};
    my @reasons = $again ? () : why_not($text, $readers);
    return 0 if !$again && !@reasons;
    $turn->{is_stopped} = 1;
    put_back($turn->{line});
    return 1 if $again;
    $stopped{$window} = {line => $turn->{line}, at => time};
    say_here($_) for 'not sent', @reasons, 'change the line, or press Enter again to send it as it is';
    return 1;
}

# Enter opens a turn and ends it; whatever is sent meanwhile is what the person asked for.
sub before_enter { $turn = {line => typed(), window => Irssi::active_win()->{refnum}, is_key => 1} }

# Only the very next Enter is a second one.
sub after_enter {
    delete $stopped{$turn->{window}} if $turn && !$turn->{is_stopped};
    undef $turn;
}

# A line that is pasted comes without the key, and each is a turn of its own.
sub before_command {
    my ($line) = @_;
    return if $turn && $turn->{is_key};
    $turn = is_from_script(1) ? undef
        : {line => octets($line), window => Irssi::active_win()->{refnum}};
}

# Returns true if and only if a script, and not irssi, has called what stands so many frames above: what scripts send by
# themselves is no business of presend.
sub is_from_script {
    my ($frame) = @_;
    return (caller $frame)[0] =~ /^Irssi::Script::/;
}

sub is_asked_for { return $turn && ($turn->{is_key} || !is_from_script(2)) }

# Text for the window where one is, typed or behind a command.
sub before_own {
    my ($text, $server, $item) = @_;
    Irssi::signal_stop() if is_asked_for() && $item && stops($text, $item->{name});
}

sub before_addressed {
    my ($rest, $server, $item) = @_;
    return if !is_asked_for() || $rest !~ /^\s*(?:-\S+\s+)*(\S+)\s+(\S.*)/s;
    my ($readers, $text) = ($1, $2);
    $readers = $item ? $item->{name} : '' if $readers eq '*';
    # The last nick that wrote, or was written to.
    $readers = Irssi::parse_special("\$$readers") if $readers =~ /^[.,]$/;
    $readers =~ s/^"(.*)"$/$1/;
    Irssi::signal_stop() if stops($text, $readers);
}

Irssi::settings_add_str('presend', 'presend_program', 'presend');
Irssi::settings_add_time('presend', 'presend_timeout', '3s');
# Nicks and channels that take passwords and commands: what is written to them is never checked.
Irssi::settings_add_str('presend', 'presend_services', '.*serv|[qx]|\*.*|root|&bitlbee');
Irssi::signal_add_first('key send_line', \&before_enter);
Irssi::signal_add_last('key send_line', \&after_enter);
Irssi::signal_add_first('send command', \&before_command);
Irssi::signal_add_first('send text', \&before_own);
Irssi::signal_add_first("command $_", \&before_own) for @to_this_window;
Irssi::signal_add_first("command $_", \&before_addressed) for @to_somebody;
