# Workers, and those who wait for them.
require "thread"

class Worker
  def initialize(device)
    @ready = false
    @lines = Queue.new
    @jobs = []
    @device = device
    @most = 3
  end

  def start
    @thread = Thread.new { run }
    sleep 0.01 until @ready # wattlint-expect: busy-wait
  end

  def run
    @ready = true
    @jobs << 1
  end

  def wait
    while !@ready
      sleep(0.05) # wattlint-expect: busy-wait
    end
  end

  def ended
    while @thread.alive?
      sleep 0.01 # wattlint-expect: busy-wait
    end
  end

  def looped
    loop do
      break if @ready
      sleep 0.02 # wattlint-expect: busy-wait
    end
  end

  def filled
    sleep 0.01 while @jobs.empty? # wattlint-expect: busy-wait
  end

  def first
    sleep 0.01 while @lines.empty? # wattlint-expect: busy-wait
  end

  def flush
    sleep 0.01 until @lines.empty? # wattlint-ok: busy-wait
  end

  def begun
    sleep 0.01 until @thread.alive? # wattlint-ok: busy-wait
  end

  def slow
    sleep 0.5 until @ready # wattlint-ok: busy-wait
    sleep 1 until @ready # wattlint-ok: busy-wait
  end

  def work
    while @ready
      @device.draw(@jobs.shift)
      sleep 0.01 # wattlint-ok: busy-wait
    end
  end

  def count
    tries = 0
    until @ready
      tries += 1
      raise "too late" if tries > 100
      sleep 0.01 # wattlint-ok: busy-wait
    end
  end

  def late(deadline)
    until @ready
      return if Time.now > deadline
      sleep 0.01 # wattlint-ok: busy-wait
    end
  end

  def measured
    sleep 0.01 until @device.ready? # wattlint-ok: busy-wait
    sleep 0.01 until File.exist?("lock") # wattlint-ok: busy-wait
  end
end
